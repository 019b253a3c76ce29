package org.retzef.basket.ledger;

import org.retzef.platform.problem.Refusal;

/** An account would hold more than can be counted. */
public final class AmountTooLarge extends Refusal {

  public AmountTooLarge() {
    super(Kind.CONFLICT, "amount-too-large");
  }
}
