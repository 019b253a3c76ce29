package org.retzef.basket.budget;

import org.retzef.platform.problem.Refusal;

/** The year has a budget already. */
final class BudgetExists extends Refusal {

  BudgetExists() {
    super(Kind.CONFLICT, "budget-exists");
  }
}
