package org.retzef.basket.closing;

import org.retzef.platform.problem.Refusal;

/** A period is closed when it is over. */
final class PeriodNotOver extends Refusal {

  PeriodNotOver() {
    super(Kind.CONFLICT, "period-not-over");
  }
}
