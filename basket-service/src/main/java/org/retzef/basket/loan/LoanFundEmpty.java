package org.retzef.basket.loan;

import org.retzef.platform.problem.Refusal;

/** The fund holds less than is to be lent. */
final class LoanFundEmpty extends Refusal {

  LoanFundEmpty() {
    super(Kind.CONFLICT, "loan-fund-empty");
  }
}
