package org.retzef.basket.closing;

import org.retzef.platform.problem.Refusal;

/** The books are closed beyond this period. */
final class PeriodClosedAlready extends Refusal {

  PeriodClosedAlready() {
    super(Kind.CONFLICT, "period-closed-already");
  }
}
