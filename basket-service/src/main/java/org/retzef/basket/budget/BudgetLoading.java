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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes a year's budget in and sets its money aside. Runs inside the caller's command. */
@Service
class BudgetLoading {

  /** That the ministry alone bears it is data [S0]. */
  private static final String FUND = "BASKETS";

  private final Budgets budgets;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Set<String> tracks;

  /**
   * @param tracks that a family can be enrolled in: money of any other would lie there for ever
   */
  BudgetLoading(
      Budgets budgets,
      Ledger ledger,
      Outbox outbox,
      @Value("${retzef.basket.tracks}") Set<String> tracks) {
    this.budgets = budgets;
    this.ledger = ledger;
    this.outbox = outbox;
    this.tracks = tracks;
  }

  Mono<Budget> load(LoadBudgetRequest request) {
    requireRightRows(request.rows());
    Budget budget = Budget.of(Ids.next(), request.year(), rows(request));
    return budgets
        .insert(budget, request)
        .then(ledger.open(FUND, Account.source(FUND, budget.year())))
        .thenMany(Flux.fromIterable(budget.rows()))
        .concatMap(row -> setAside(budget, row))
        .collectList()
        .flatMap(rows -> outbox.append(BudgetEvent.Loaded.of(budget, rows)))
        .thenReturn(budget);
  }

  /** A line of its own, because its sources may be its own. */
  private Mono<BudgetEvent.Loaded.Row> setAside(Budget budget, Budget.Row row) {
    Account line = Account.budget(budget.year(), row.track());
    Posting posting =
        Posting.of(Posting.Kind.BUDGET_LOADED, budget.id())
            .ofYear(budget.year())
            .borneAs(line)
            .move(row.total(), Account.source(FUND, budget.year()), line);
    return ledger
        .open(FUND + "." + row.track(), line)
        .then(ledger.post(posting))
        .then(Mono.defer(() -> ledger.borne(posting, line)))
        .map(sources -> BudgetEvent.Loaded.Row.of(row, sources));
  }

  private void requireRightRows(List<LoadBudgetRequest.Row> rows) {
    List<Fault> faults = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      LoadBudgetRequest.Row row = rows.get(i);
      if (!row.basket().times(row.families()).equals(row.total())) {
        faults.add(Fault.of("rows[%d].total".formatted(i), "total-wrong"));
      }
      if (row.isOfATrack() && !tracks.contains(row.track())) {
        faults.add(Fault.of("rows[%d].track".formatted(i), "track-unknown"));
      }
      if (!seen.add(row.track())) {
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
}
