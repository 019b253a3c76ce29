package org.retzef.basket.ledger;

import org.retzef.platform.problem.Refusal;

/** An account does not hold as much as was to be taken from it. */
public final class BalanceTooLow extends Refusal {

  public BalanceTooLow() {
    super(Kind.CONFLICT, "balance-too-low");
  }
}
