package org.retzef.basket.allocation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.budget.Budgets;
import org.retzef.basket.ledger.Account;
import org.retzef.basket.ledger.Ledger;
import org.retzef.basket.ledger.Posting;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.StatementPart;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Moves a budget's money, and grows or cuts its lines. Runs inside the caller's command. */
@Service
class Allocation {

  private static final String FUND = "BASKETS";
  private static final UnitPath COUNTRY = new UnitPath("IL");

  private final Budgets budgets;
  private final BudgetsToMove budgetsToMove;
  private final Ledger ledger;
  private final Clock clock;

  Allocation(Budgets budgets, BudgetsToMove budgetsToMove, Ledger ledger, Clock clock) {
    this.budgets = budgets;
    this.budgetsToMove = budgetsToMove;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The sources that bear it are those of the line that it leaves. */
  Mono<Movement> move(Caller caller, UUID budgetId, AllocateRequest request) {
    return budgetsToMove
        .find(budgetId, request.from(), request.to(), LocalDate.now(clock))
        .doOnNext(budget -> requireRightPlaces(budget, request))
        .flatMap(budget -> move(caller, budgetId, budget, request));
  }

  /**
   * As {@link #move}, by one statement; empty where an account must be opened first.
   *
   * @param closing what that statement writes besides the movement
   */
  Mono<Movement> moveAtOnce(
      Caller caller,
      UUID budgetId,
      AllocateRequest request,
      Function<Movement, Mono<StatementPart>> closing) {
    return budgetsToMove
        .find(budgetId, request.from(), request.to(), LocalDate.now(clock))
        .doOnNext(budget -> requireRightPlaces(budget, request))
        .filter(budget -> hasOpenAccounts(budget, request))
        .flatMap(
            budget -> {
              Posting posting = posting(budgetId, budget, request);
              Movement movement = movement(caller, budgetId, posting, request);
              return closing
                  .apply(movement)
                  .flatMap(more -> ledger.post(posting, Movements.writing(movement).and(more)))
                  .thenReturn(movement);
            });
  }

  private Mono<Movement> move(
      Caller caller, UUID budgetId, BudgetToMove budget, AllocateRequest request) {
    Posting posting = posting(budgetId, budget, request);
    return open(budget, request).then(keep(posting, movement(caller, budgetId, posting, request)));
  }

  private static Posting posting(UUID budgetId, BudgetToMove budget, AllocateRequest request) {
    return Posting.of(Posting.Kind.TRANSFER, budgetId)
        .on(request.effectiveOn())
        .move(
            request.amount(),
            request.from().account(budget.year()),
            request.to().account(budget.year()));
  }

  private Movement movement(
      Caller caller, UUID budgetId, Posting posting, AllocateRequest request) {
    return new Movement(
        posting.id(),
        budgetId,
        request.from(),
        request.to(),
        request.amount(),
        request.reasonCode(),
        day(request.effectiveOn()),
        caller.subject());
  }

  private static boolean hasOpenAccounts(BudgetToMove budget, AllocateRequest request) {
    return budget.hasOpen(request.from().account(budget.year()))
        && budget.hasOpen(request.to().account(budget.year()));
  }

  private Mono<Void> open(BudgetToMove budget, AllocateRequest request) {
    if (hasOpenAccounts(budget, request)) {
      return Mono.empty();
    }
    Account from = request.from().account(budget.year());
    Account to = request.to().account(budget.year());
    String fundFrom = FUND + "." + request.from().track();
    String fundTo = FUND + "." + request.to().track();
    return fundFrom.equals(fundTo)
        ? ledger.open(fundFrom, from, to)
        : ledger.open(fundFrom, from).then(ledger.open(fundTo, to));
  }

  Mono<Movement> correct(Caller caller, UUID budgetId, CorrectBudgetRequest request) {
    BudgetPlace line = new BudgetPlace(request.track(), COUNTRY);
    boolean grows = request.direction() == CorrectBudgetRequest.Direction.INCREASE;
    return budgets
        .lines(budgetId)
        .doOnNext(lines -> InvalidInput.ifAny(unknownTrack(lines.tracks(), "track", line)))
        .map(Budgets.Lines::year)
        .flatMap(
            year -> {
              Account source = Account.source(FUND, year);
              Account account = line.account(year);
              Posting posting =
                  Posting.of(Posting.Kind.BUDGET_CORRECTION, budgetId)
                      .on(request.effectiveOn())
                      .borneAs(account)
                      .move(request.amount(), grows ? source : account, grows ? account : source);
              return ledger
                  .open(FUND, source)
                  .then(
                      keep(
                          posting,
                          new Movement(
                              posting.id(),
                              budgetId,
                              grows ? null : line,
                              grows ? line : null,
                              request.amount(),
                              request.reasonCode(),
                              day(request.effectiveOn()),
                              caller.subject())));
            });
  }

  private Mono<Movement> keep(Posting posting, Movement movement) {
    return ledger.post(posting, Movements.writing(movement)).thenReturn(movement);
  }

  private static void requireRightPlaces(BudgetToMove budget, AllocateRequest request) {
    List<Fault> faults = new ArrayList<>();
    faults.addAll(faultsOf(budget, "from", request.from()));
    faults.addAll(faultsOf(budget, "to", request.to()));
    if (request.from().equals(request.to())) {
      faults.add(Fault.of("to", "same-place"));
    }
    InvalidInput.ifAny(faults);
  }

  private static List<Fault> faultsOf(BudgetToMove budget, String field, BudgetPlace place) {
    List<Fault> faults = new ArrayList<>(unknownTrack(budget.tracks(), field + ".track", place));
    if (place.isBelowAuthority()) {
      faults.add(Fault.of(field + ".unit", "unit-below-authority"));
    } else if (!place.isLine() && !budget.units().contains(place.unit())) {
      faults.add(Fault.of(field + ".unit", "unit-unknown"));
    }
    return faults;
  }

  private static List<Fault> unknownTrack(List<String> tracks, String field, BudgetPlace place) {
    return tracks.contains(place.track())
        ? List.of()
        : List.of(Fault.of(field, "track-not-in-budget"));
  }

  private LocalDate day(@Nullable LocalDate effectiveOn) {
    return Objects.requireNonNullElseGet(effectiveOn, () -> LocalDate.now(clock));
  }
}
