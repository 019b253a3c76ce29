package org.retzef.basket.serviceplan;

import org.retzef.platform.problem.Refusal;

/** Without the budget nobody knows what a fifth of it is. */
final class CommunityBudgetMissing extends Refusal {

  CommunityBudgetMissing() {
    super(Kind.CONFLICT, "community-budget-missing");
  }
}
