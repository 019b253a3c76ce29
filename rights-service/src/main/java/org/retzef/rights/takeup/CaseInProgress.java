package org.retzef.rights.takeup;

import org.retzef.platform.problem.Refusal;

final class CaseInProgress extends Refusal {

  CaseInProgress() {
    super(Kind.CONFLICT, "take-up-case-in-progress");
  }
}
