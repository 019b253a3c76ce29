package org.retzef.rights.sample;

import org.retzef.platform.problem.Refusal;

final class SampleEnded extends Refusal {

  SampleEnded() {
    super(Kind.CONFLICT, "sample-department-ended");
  }
}
