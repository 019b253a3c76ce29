package org.retzef.rights.debt;

import org.retzef.platform.problem.Refusal;

final class DebtSettled extends Refusal {

  DebtSettled() {
    super(Kind.CONFLICT, "debt-settled");
  }
}
