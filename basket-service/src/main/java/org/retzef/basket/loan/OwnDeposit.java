package org.retzef.basket.loan;

import org.retzef.platform.problem.Refusal;

/** Nobody undoes a deposit that they recorded. */
final class OwnDeposit extends Refusal {

  OwnDeposit() {
    super(Kind.CONFLICT, "own-deposit");
  }
}
