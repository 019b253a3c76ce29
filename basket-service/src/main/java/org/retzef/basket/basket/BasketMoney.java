package org.retzef.basket.basket;

import java.util.List;
import java.util.UUID;
import org.retzef.basket.ledger.Account;
import org.retzef.basket.ledger.BalanceTooLow;
import org.retzef.basket.ledger.Ledger;
import org.retzef.basket.ledger.Posting;
import org.retzef.basket.ledger.SourceShare;
import org.retzef.basket.money.Money;
import org.retzef.platform.outbox.StatementPart;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Moves money within a basket. Runs inside the caller's command, as its last step where it can: the
 * basket's accounts are locked from here to the commit.
 */
@Service
public class BasketMoney {

  private final Baskets baskets;
  private final Ledger ledger;

  BasketMoney(Baskets baskets, Ledger ledger) {
    this.baskets = baskets;
    this.ledger = ledger;
  }

  /**
   * Binds money to a request that was let go before; fails with {@code basket-closed} where its
   * basket has closed meanwhile, with {@code basket-exceeded} where less is left.
   */
  public Mono<Void> reserve(UUID basketId, Money amount, UUID requestId) {
    return baskets
        .requireOpen(basketId)
        .then(Mono.defer(() -> exceeding(ledger.post(reservation(basketId, amount, requestId)))));
  }

  /** Of a basket that was seen to be open, with rows that are written in the same statement. */
  public Mono<Void> reserve(UUID basketId, Money amount, UUID requestId, StatementPart more) {
    return exceeding(ledger.post(reservation(basketId, amount, requestId), more));
  }

  private static Posting reservation(UUID basketId, Money amount, UUID requestId) {
    return Posting.of(Posting.Kind.RESERVATION, requestId)
        .move(amount, Account.available(basketId), Account.reserved(basketId));
  }

  private static Mono<Void> exceeding(Mono<Void> posted) {
    return posted.onErrorMap(BalanceTooLow.class, tooLow -> new BasketExceeded());
  }

  /** Frees what was bound to a request; of a closed basket, it goes back to the budget. */
  public Mono<Void> release(UUID basketId, Money amount, UUID requestId) {
    return baskets
        .accountForTheRest(basketId)
        .map(Account::named)
        .flatMap(
            rest ->
                ledger.post(
                    Posting.of(Posting.Kind.RELEASE, requestId)
                        .move(amount, Account.reserved(basketId), rest)));
  }

  /**
   * Spends of what was reserved; what the vendor did not charge is free again. Answers with what
   * each source bears of the payment.
   */
  public Mono<List<SourceShare>> pay(UUID basketId, Money reserved, Money paid, UUID paymentId) {
    return baskets
        .accountForTheRest(basketId)
        .map(Account::named)
        .map(
            rest ->
                Posting.of(Posting.Kind.PAYMENT, paymentId)
                    .move(paid, Account.reserved(basketId), Account.spent(basketId))
                    .move(reserved.minus(paid), Account.reserved(basketId), rest))
        .flatMap(
            payment ->
                ledger
                    .post(payment)
                    .then(Mono.defer(() -> ledger.borne(payment, Account.spent(basketId)))));
  }

  /**
   * Undoes {@link #pay}: all is reserved again, also what was free by the payment. Answers with
   * what each source has back of what was paid. Fails with {@code payment-rest-used} where less is
   * left of what was free, in the basket or, once it has closed, in its budget.
   */
  public Mono<List<SourceShare>> takeBack(
      UUID basketId, Money reserved, Money paid, UUID paymentId) {
    Money rest = reserved.minus(paid);
    return baskets
        .accountForTheRest(basketId)
        .map(Account::named)
        .map(
            restIn ->
                Posting.of(Posting.Kind.REVERSAL, paymentId)
                    .move(paid, Account.spent(basketId), Account.reserved(basketId))
                    .move(rest, restIn, Account.reserved(basketId)))
        .flatMap(
            reversal ->
                ledger
                    .reverse(Posting.Kind.PAYMENT, reversal)
                    .onErrorMap(BalanceTooLow.class, tooLow -> new PaymentRestUsed(rest))
                    .then(Mono.defer(() -> ledger.borne(reversal, Account.spent(basketId)))))
        .map(back -> back.stream().map(SourceShare::negated).toList());
  }
}
