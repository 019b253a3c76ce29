package org.retzef.basket.loan;

import org.retzef.platform.problem.Refusal;

/** A repayment is undone once. */
final class RepaymentReversed extends Refusal {

  RepaymentReversed() {
    super(Kind.CONFLICT, "repayment-reversed");
  }
}
