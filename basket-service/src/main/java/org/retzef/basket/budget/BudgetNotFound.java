package org.retzef.basket.budget;

import org.retzef.platform.problem.Refusal;

public final class BudgetNotFound extends Refusal {

  public BudgetNotFound() {
    super(Kind.NOT_FOUND, "budget-not-found");
  }
}
