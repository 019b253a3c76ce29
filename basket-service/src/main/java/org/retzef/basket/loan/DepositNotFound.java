package org.retzef.basket.loan;

import org.retzef.platform.problem.Refusal;

/** There is no such deposit into the loan fund. */
final class DepositNotFound extends Refusal {

  DepositNotFound() {
    super(Kind.NOT_FOUND, "deposit-not-found");
  }
}
