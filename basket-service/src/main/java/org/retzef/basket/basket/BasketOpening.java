package org.retzef.basket.basket;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.budget.Allowance;
import org.retzef.basket.budget.Budgets;
import org.retzef.basket.ledger.Account;
import org.retzef.basket.ledger.Ledger;
import org.retzef.basket.ledger.Posting;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Opens a family's basket, out of what its authority was allocated, else its district, else the
 * line itself. Where that holds too little, the basket waits. Runs inside the caller's command.
 */
@Service
class BasketOpening {

  private static final String FUND = "BASKETS.";

  private final Budgets budgets;
  private final Baskets baskets;
  private final MergedFamilies mergedFamilies;
  private final KnownFamilies families;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Clock clock;

  BasketOpening(
      Budgets budgets,
      Baskets baskets,
      MergedFamilies mergedFamilies,
      KnownFamilies families,
      Ledger ledger,
      Outbox outbox,
      Clock clock) {
    this.budgets = budgets;
    this.mergedFamilies = mergedFamilies;
    this.baskets = baskets;
    this.families = families;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** An enrolment that has its basket changes nothing; one of former years needs none. */
  Mono<Void> open(EnrolledFamily enrolled) {
    return enrolled.endDate() == null ? openNow(enrolled) : Mono.empty();
  }

  private Mono<Void> openNow(EnrolledFamily enrolled) {
    return mergedFamilies
        .ownerOf(enrolled)
        .map(BasketOpening::waiting)
        .flatMap(
            basket ->
                baskets
                    .insert(basket, enrolled.familyId())
                    .filter(Boolean::booleanValue)
                    .flatMap(isNew -> openIfItCan(basket)))
        .then();
  }

  private static WaitingBasket waiting(EnrolledFamily enrolled) {
    return new WaitingBasket(
        Ids.next(),
        enrolled.familyId(),
        enrolled.enrolmentId(),
        enrolled.unit(),
        enrolled.programme(),
        enrolled.track(),
        enrolled.startDate());
  }

  /** For a client of a department who is enrolled nowhere. */
  Mono<UUID> open(Caller caller, OpenBasketRequest request) {
    LocalDate today = LocalDate.now(clock);
    return families
        .find(caller, request.familyId())
        .map(
            family ->
                new WaitingBasket(
                    Ids.next(),
                    family.id(),
                    null,
                    family.unit(),
                    null,
                    request.budgetLine(),
                    today))
        .delayUntil(basket -> requireLineWithoutProgramme(request.budgetLine(), today))
        .delayUntil(baskets::requireNoneWithoutProgramme)
        .flatMap(
            basket ->
                baskets
                    .insert(basket, request.familyId())
                    .filter(Boolean::booleanValue)
                    .switchIfEmpty(Mono.error(BasketExists::new))
                    .flatMap(isNew -> openIfItCan(basket))
                    .thenReturn(basket.id()));
  }

  private Mono<Allowance> requireLineWithoutProgramme(String line, LocalDate today) {
    return budgets
        .allowance(line, today.getYear())
        .filter(Allowance::withoutProgramme)
        .switchIfEmpty(
            Mono.error(() -> new InvalidInput(Fault.of("budgetLine", "line-needs-programme"))));
  }

  /** Whether it could. */
  Mono<Boolean> openIfItCan(WaitingBasket basket) {
    return budgets
        .allowance(basket.track(), basket.firstDay().getYear())
        .flatMap(
            allowance ->
                baskets
                    .budgetFor(allowance.year(), basket.track(), basket.unit())
                    .map(Account::named)
                    .filterWhen(
                        budget ->
                            ledger
                                .heldIn(budget)
                                .map(held -> held.compareTo(allowance.amount()) >= 0))
                    .flatMap(budget -> fill(basket, allowance, budget).thenReturn(true)))
        .defaultIfEmpty(false);
  }

  private Mono<Void> fill(WaitingBasket basket, Allowance allowance, Account budget) {
    Account available = Account.available(basket.id());
    Basket.Period period = Basket.Period.of(basket.firstDay(), allowance.months());
    return ledger
        .openWithSharesOfToday(
            FUND + basket.track(),
            available,
            Account.reserved(basket.id()),
            Account.spent(basket.id()))
        .then(baskets.markOpen(basket.id(), allowance.amount(), period.until(), budget.name()))
        .then(outbox.append(BasketEvent.Opened.of(basket, period, allowance)))
        .then(
            ledger.post(
                Posting.of(Posting.Kind.ALLOCATION, basket.id())
                    .move(allowance.amount(), budget, available)));
  }
}
