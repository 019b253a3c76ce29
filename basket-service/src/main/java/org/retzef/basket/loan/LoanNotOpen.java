package org.retzef.basket.loan;

import org.retzef.platform.problem.Refusal;

/** The loan is repaid or written off. */
final class LoanNotOpen extends Refusal {

  LoanNotOpen() {
    super(Kind.CONFLICT, "loan-not-open");
  }
}
