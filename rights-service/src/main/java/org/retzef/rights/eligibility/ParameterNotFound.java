package org.retzef.rights.eligibility;

import org.retzef.platform.problem.Refusal;

final class ParameterNotFound extends Refusal {

  ParameterNotFound() {
    super(Kind.NOT_FOUND, "parameter-not-found");
  }
}
