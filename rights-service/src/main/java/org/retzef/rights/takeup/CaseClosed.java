package org.retzef.rights.takeup;

import org.retzef.platform.problem.Refusal;

final class CaseClosed extends Refusal {

  CaseClosed() {
    super(Kind.CONFLICT, "take-up-case-closed");
  }
}
