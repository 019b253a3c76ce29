package org.retzef.basket.loan;

import org.retzef.platform.problem.Refusal;

/** There is no such repayment of the loan. */
final class RepaymentNotFound extends Refusal {

  RepaymentNotFound() {
    super(Kind.NOT_FOUND, "repayment-not-found");
  }
}
