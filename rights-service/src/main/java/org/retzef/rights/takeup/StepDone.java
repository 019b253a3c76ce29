package org.retzef.rights.takeup;

import org.retzef.platform.problem.Refusal;

final class StepDone extends Refusal {

  StepDone() {
    super(Kind.CONFLICT, "take-up-step-done");
  }
}
