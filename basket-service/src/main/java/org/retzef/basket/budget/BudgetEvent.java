package org.retzef.basket.budget;

import java.util.List;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.outbox.Event;

/** What happens to budgets. */
sealed interface BudgetEvent extends Event {

  UUID budgetId();

  @Override
  default String topic() {
    return "retzef.basket.events";
  }

  @Override
  default String aggregateType() {
    return "budget";
  }

  @Override
  default String aggregateId() {
    return budgetId().toString();
  }

  record Loaded(UUID budgetId, int year, int families, Money total, List<Budget.Row> rows)
      implements BudgetEvent {

    static Loaded of(Budget budget) {
      return new Loaded(
          budget.id(), budget.year(), budget.families(), budget.total(), budget.rows());
    }

    @Override
    public String type() {
      return "org.retzef.budget.loaded.v1";
    }
  }
}
