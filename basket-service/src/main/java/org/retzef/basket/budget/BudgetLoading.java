package org.retzef.basket.budget;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.retzef.basket.ledger.Account;
import org.retzef.basket.ledger.Ledger;
import org.retzef.basket.ledger.Posting;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Takes a year's budget in and sets its money aside. Runs inside the caller's command. */
@Service
class BudgetLoading {

  /** The baskets are the ministry's money alone [S0]. */
  private static final Account MINISTRY = Account.source("MINISTRY");

  private final Budgets budgets;
  private final Ledger ledger;
  private final Outbox outbox;

  BudgetLoading(Budgets budgets, Ledger ledger, Outbox outbox) {
    this.budgets = budgets;
    this.ledger = ledger;
    this.outbox = outbox;
  }

  Mono<Budget> load(LoadBudgetRequest request) {
    requireRightProducts(request.rows());
    Budget budget = Budget.of(Ids.next(), request.year(), rows(request));
    return budgets
        .insert(budget)
        .then(ledger.open(accounts(budget)))
        .then(outbox.append(BudgetEvent.Loaded.of(budget)))
        .then(ledger.post(posting(budget)))
        .thenReturn(budget);
  }

  private static void requireRightProducts(List<LoadBudgetRequest.Row> rows) {
    List<Fault> faults = new ArrayList<>();
    Set<String> tracks = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      LoadBudgetRequest.Row row = rows.get(i);
      if (!row.basket().times(row.families()).equals(row.total())) {
        faults.add(Fault.of("rows[%d].total".formatted(i), "total-wrong"));
      }
      if (!tracks.add(row.track())) {
        faults.add(Fault.of("rows[%d].track".formatted(i), "track-twice"));
      }
    }
    InvalidInput.ifAny(faults);
  }

  private static List<Budget.Row> rows(LoadBudgetRequest request) {
    return request.rows().stream()
        .map(row -> new Budget.Row(row.track(), row.families(), row.basket(), row.total()))
        .toList();
  }

  private static Account[] accounts(Budget budget) {
    List<Account> accounts = new ArrayList<>(List.of(MINISTRY));
    budget.rows().forEach(row -> accounts.add(Account.budget(budget.year(), row.track())));
    return accounts.toArray(Account[]::new);
  }

  private static Posting posting(Budget budget) {
    Posting posting = Posting.of(Posting.Kind.BUDGET_LOADED, budget.id());
    for (Budget.Row row : budget.rows()) {
      posting = posting.move(row.total(), MINISTRY, Account.budget(budget.year(), row.track()));
    }
    return posting;
  }
}
