package org.retzef.basket.loan;

import org.retzef.platform.problem.Refusal;

/** More would be repaid than is owed. */
final class RepaymentAboveLoan extends Refusal {

  RepaymentAboveLoan() {
    super(Kind.CONFLICT, "repayment-above-loan");
  }
}
