package org.retzef.rights.takeup;

import org.retzef.platform.problem.Refusal;

final class CaseAlreadyStuck extends Refusal {

  CaseAlreadyStuck() {
    super(Kind.CONFLICT, "take-up-case-already-stuck");
  }
}
