package org.retzef.basket.loan;

import org.retzef.basket.money.Money;
import org.retzef.platform.problem.Refusal;

/** What is to be taken out of the fund again has been lent meanwhile. */
final class LoanFundShort extends Refusal {

  private LoanFundShort(Money missing) {
    super(Kind.CONFLICT, "loan-fund-short", missing.toString());
  }

  /** Unless the fund holds as much. */
  static void refuse(Money held, Money amount) {
    if (held.compareTo(amount) < 0) {
      throw new LoanFundShort(amount.minus(held));
    }
  }
}
