package org.retzef.basket.budget;

import org.retzef.platform.problem.Refusal;

final class BudgetNotFound extends Refusal {

  BudgetNotFound() {
    super(Kind.NOT_FOUND, "budget-not-found");
  }
}
