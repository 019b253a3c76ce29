package org.retzef.basket.closing;

import org.retzef.platform.problem.Refusal;

/** There is no budget to carry the rest over to. */
final class NextBudgetMissing extends Refusal {

  NextBudgetMissing() {
    super(Kind.CONFLICT, "next-budget-missing");
  }
}
