package org.retzef.rights.takeup;

import org.retzef.platform.problem.Refusal;

final class StepNotFound extends Refusal {

  StepNotFound() {
    super(Kind.NOT_FOUND, "take-up-step-not-found");
  }
}
