package org.retzef.basket.basket;

import org.retzef.basket.budget.Allowance;
import org.retzef.basket.budget.Budgets;
import org.retzef.basket.ledger.Account;
import org.retzef.basket.ledger.Ledger;
import org.retzef.basket.ledger.Posting;
import org.retzef.basket.money.Money;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Opens a family's basket when it is enrolled. Runs inside the caller's command. */
@Service
class BasketOpening {

  private final Budgets budgets;
  private final Baskets baskets;
  private final MergedFamilies mergedFamilies;
  private final Ledger ledger;
  private final Outbox outbox;

  BasketOpening(
      Budgets budgets,
      Baskets baskets,
      MergedFamilies mergedFamilies,
      Ledger ledger,
      Outbox outbox) {
    this.budgets = budgets;
    this.mergedFamilies = mergedFamilies;
    this.baskets = baskets;
    this.ledger = ledger;
    this.outbox = outbox;
  }

  /** An enrolment that has its basket changes nothing. */
  Mono<Void> open(EnrolledFamily enrolled) {
    return budgets
        .allowance(enrolled.track(), enrolled.startDate().getYear())
        .switchIfEmpty(
            Mono.error(() -> new IllegalStateException("No budget names " + enrolled.track())))
        .zipWith(mergedFamilies.ownerOf(enrolled))
        .flatMap(
            found -> {
              Allowance allowance = found.getT1();
              Basket basket = newBasket(found.getT2(), allowance);
              return baskets
                  .insert(basket, enrolled.familyId())
                  .filter(Boolean::booleanValue)
                  .flatMap(isNew -> fill(basket, allowance));
            });
  }

  private static Basket newBasket(EnrolledFamily enrolled, Allowance allowance) {
    return new Basket(
        Ids.next(),
        enrolled.familyId(),
        enrolled.enrolmentId(),
        enrolled.unit(),
        enrolled.programme(),
        enrolled.track(),
        Basket.Period.of(enrolled.startDate(), allowance.months()),
        allowance.amount(),
        Money.ZERO,
        Money.ZERO,
        allowance.amount());
  }

  private Mono<Void> fill(Basket basket, Allowance allowance) {
    Account available = Account.available(basket.id());
    return ledger
        .open(available, Account.reserved(basket.id()), Account.spent(basket.id()))
        .then(outbox.append(BasketEvent.Opened.of(basket, allowance.year())))
        .then(
            ledger.post(
                Posting.of(Posting.Kind.ALLOCATION, basket.id())
                    .move(
                        allowance.amount(),
                        Account.budget(allowance.year(), basket.track()),
                        available)));
  }
}
