package org.retzef.rights.sample;

import org.retzef.platform.problem.Refusal;

final class SampleNotFound extends Refusal {

  SampleNotFound() {
    super(Kind.NOT_FOUND, "sample-department-not-found");
  }
}
