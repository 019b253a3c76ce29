package org.retzef.basket.budget;

import java.util.List;
import java.util.UUID;
import org.retzef.basket.ledger.SourceShare;
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

  record Loaded(UUID budgetId, int year, int families, Money total, List<Row> rows)
      implements BudgetEvent {

    /**
     * @param sources what each bears of the row's total
     */
    record Row(String track, int families, Money basket, Money total, List<SourceShare> sources) {

      static Row of(Budget.Row row, List<SourceShare> sources) {
        return new Row(row.track(), row.families(), row.basket(), row.total(), sources);
      }
    }

    static Loaded of(Budget budget, List<Row> rows) {
      return new Loaded(budget.id(), budget.year(), budget.families(), budget.total(), rows);
    }

    @Override
    public String type() {
      return "org.retzef.budget.loaded.v1";
    }
  }
}
