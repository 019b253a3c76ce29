package org.retzef.basket.loan;

import org.retzef.platform.problem.Refusal;

/** Nobody undoes a repayment that they recorded. */
final class OwnRepayment extends Refusal {

  OwnRepayment() {
    super(Kind.CONFLICT, "own-repayment");
  }
}
