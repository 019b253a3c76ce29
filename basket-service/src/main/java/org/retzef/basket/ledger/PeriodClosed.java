package org.retzef.basket.ledger;

import org.retzef.platform.problem.Refusal;

/** The books of that day are closed; a correction counts for a day that is open. */
public final class PeriodClosed extends Refusal {

  public PeriodClosed() {
    super(Kind.CONFLICT, "period-closed");
  }
}
