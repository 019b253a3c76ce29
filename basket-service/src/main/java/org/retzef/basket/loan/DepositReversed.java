package org.retzef.basket.loan;

import org.retzef.platform.problem.Refusal;

/** A deposit is undone once. */
final class DepositReversed extends Refusal {

  DepositReversed() {
    super(Kind.CONFLICT, "deposit-reversed");
  }
}
