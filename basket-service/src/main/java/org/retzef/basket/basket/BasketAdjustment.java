package org.retzef.basket.basket;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.ledger.Account;
import org.retzef.basket.ledger.Ledger;
import org.retzef.basket.ledger.Posting;
import org.retzef.basket.money.Money;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Makes baskets larger and smaller, and closes them. Runs inside the caller's command. */
@Service
class BasketAdjustment {

  private final BasketChanges changes;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Clock clock;
  private final Money perMember;

  BasketAdjustment(
      BasketChanges changes,
      Ledger ledger,
      Outbox outbox,
      Clock clock,
      @Value("${retzef.basket.per-member}") String perMember) {
    this.changes = changes;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
    this.perMember = Money.parse(perMember);
  }

  /**
   * @param expected null whatever it has become meanwhile
   */
  Mono<Adjustment> adjust(
      String madeBy,
      UUID basketId,
      @Nullable ExpectedVersion expected,
      Money change,
      String reason,
      @Nullable LocalDate effectiveOn) {
    return changes
        .lock(basketId)
        .doOnNext(basket -> requireSeen(expected, basket.state()))
        .doOnNext(basket -> basket.state().status().requireOpen())
        .delayUntil(basket -> requireFree(basketId, change))
        .flatMap(basket -> adjust(madeBy, basket, change, reason, effectiveOn, effectiveOn));
  }

  private static void requireSeen(@Nullable ExpectedVersion expected, Basket basket) {
    if (expected != null) {
      expected.orRefuse(basket.version(), basket);
    }
  }

  private Mono<Money> requireFree(UUID basketId, Money change) {
    return ledger
        .heldIn(Account.available(basketId))
        .filter(free -> free.plus(change).agorot() >= 0)
        .switchIfEmpty(Mono.error(BasketCommitted::new));
  }

  private Mono<Adjustment> adjust(
      String madeBy,
      BasketChanges.Locked locked,
      Money change,
      String reason,
      @Nullable LocalDate effectiveOn,
      @Nullable LocalDate postedFor) {
    Basket basket = locked.state();
    String budget = change.agorot() > 0 ? locked.payer() : locked.budget();
    Adjustment adjustment =
        new Adjustment(
            Ids.next(),
            basket.id(),
            change,
            reason,
            Objects.requireNonNullElseGet(effectiveOn, () -> LocalDate.now(clock)),
            basket.ceiling().plus(change));
    return changes
        .insert(adjustment, madeBy)
        .then(outbox.append(BasketEvent.Adjusted.of(basket, adjustment, basket.status())))
        .then(
            ledger.post(
                Posting.of(Posting.Kind.ADJUSTMENT, basket.id())
                    .on(postedFor)
                    .borneAs(Account.available(basket.id()))
                    .move(change, Account.named(budget), Account.available(basket.id()))))
        .thenReturn(adjustment);
  }

  /**
   * The family grew by one. No source says by how much a basket follows, so that is configuration,
   * and nothing where it is not set. Where its budget has less than it is to grow by, it waits.
   */
  Mono<Void> followJoining(BasketChanges.Member member, @Nullable LocalDate since) {
    return perMember.equals(Money.ZERO)
        ? Mono.empty()
        : changes
            .joined(member)
            .thenMany(changes.openOf(member.familyId()))
            .concatMap(changes::lock)
            .concatMap(basket -> grow(basket, since))
            .then();
  }

  /**
   * The family became smaller by one, and so do its baskets, by what is free at most. That the day
   * of a leaving was corrected changes nothing.
   */
  Mono<Void> followLeaving(BasketChanges.Member member, @Nullable LocalDate since) {
    return perMember.equals(Money.ZERO)
        ? Mono.empty()
        : changes
            .left(member)
            .filter(Boolean::booleanValue)
            .flatMapMany(_ -> changes.openOf(member.familyId()))
            .concatMap(changes::lock)
            .concatMap(basket -> shrink(basket, since))
            .then();
  }

  /** Behind what waits already, if anything does. */
  private Mono<Boolean> grow(BasketChanges.Locked basket, @Nullable LocalDate since) {
    Money increase = basket.state().waitsFor().plus(perMember);
    return growIfItCan(basket, increase, since)
        .filter(Boolean::booleanValue)
        .switchIfEmpty(changes.waitFor(basket.state().id(), increase).thenReturn(false));
  }

  /** Of a basket that waits: whether its budget had what it waits for. */
  Mono<Boolean> growIfItCan(UUID basketId) {
    return changes
        .lock(basketId)
        .flatMap(basket -> growIfItCan(basket, basket.state().waitsFor(), null));
  }

  private Mono<Boolean> growIfItCan(
      BasketChanges.Locked basket, Money increase, @Nullable LocalDate since) {
    return ledger
        .heldIn(Account.named(basket.payer()))
        .filter(held -> held.compareTo(increase) >= 0)
        .delayUntil(held -> changes.waitFor(basket.state().id(), Money.ZERO))
        .flatMap(held -> follow(basket, increase, "MEMBER_JOINED", since))
        .hasElement();
  }

  /** What it still waits for is what it loses first. */
  private Mono<Void> shrink(BasketChanges.Locked basket, @Nullable LocalDate since) {
    UUID id = basket.state().id();
    Money waiting = basket.state().waitsFor();
    Money unfilled = atMost(perMember, waiting);
    return changes
        .waitFor(id, waiting.minus(unfilled))
        .then(ledger.heldIn(Account.available(id)))
        .map(free -> atMost(perMember.minus(unfilled), free))
        .filter(taken -> !taken.equals(Money.ZERO))
        .flatMap(taken -> follow(basket, taken.negated(), "MEMBER_LEFT", since))
        .then();
  }

  /** Posted today, because it is news of today; what it says of the past is its own date. */
  private Mono<Adjustment> follow(
      BasketChanges.Locked basket, Money change, String reason, @Nullable LocalDate since) {
    return adjust("family-service", basket, change, reason, since, null);
  }

  private static Money atMost(Money amount, Money limit) {
    return amount.compareTo(limit) <= 0 ? amount : limit;
  }

  /**
   * What is left goes back to the budget; what is reserved runs to its end. Of one that was called
   * off, it goes back as of the day on which it was to begin. Twice changes nothing.
   */
  Mono<Void> close(UUID basketId) {
    return changes
        .lock(basketId)
        .filter(basket -> basket.state().status() != Basket.Status.CLOSED)
        .flatMap(
            basket ->
                basket.state().status() == Basket.Status.OPEN
                    ? ledger
                        .heldIn(Account.available(basketId))
                        .flatMap(rest -> close(basket, rest))
                    : changes.markClosed(basketId))
        .then();
  }

  private Mono<Void> close(BasketChanges.Locked locked, Money rest) {
    Basket basket = locked.state();
    Adjustment closing =
        new Adjustment(
            Ids.next(),
            basket.id(),
            rest.negated(),
            closingReason(locked),
            locked.calledOff() ? basket.period().from() : LocalDate.now(clock),
            basket.ceiling().minus(rest));
    return changes
        .markClosed(basket.id())
        .then(outbox.append(BasketEvent.Adjusted.of(basket, closing, Basket.Status.CLOSED)))
        .then(
            ledger.post(
                Posting.of(Posting.Kind.BASKET_CLOSED, basket.id())
                    .move(rest, Account.available(basket.id()), Account.named(locked.budget()))));
  }

  private static String closingReason(BasketChanges.Locked locked) {
    if (locked.calledOff()) {
      return "ENROLMENT_CALLED_OFF";
    }
    return locked.state().enrolmentId() == null ? "PERIOD_ENDED" : "ENROLMENT_ENDED";
  }

  /** An enrolment ended: its basket closes on that day, or at once where the day has come. */
  Mono<Void> end(EndedEnrolment ended) {
    return changes
        .closeOn(ended)
        .filter(basketId -> !ended.endDate().isAfter(LocalDate.now(clock)))
        .flatMap(this::close);
  }

  /** An enrolment began whose end may have been told first. */
  Mono<Void> endIfToldBefore(UUID enrolmentId) {
    return changes.takeEarlyEnd(enrolmentId).flatMap(this::end);
  }
}
