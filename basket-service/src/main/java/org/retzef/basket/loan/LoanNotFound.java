package org.retzef.basket.loan;

import org.retzef.platform.problem.Refusal;

/** There is no such loan. */
final class LoanNotFound extends Refusal {

  LoanNotFound() {
    super(Kind.NOT_FOUND, "loan-not-found");
  }
}
