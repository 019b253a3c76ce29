package org.retzef.platform.outbox;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import reactor.core.publisher.Mono;

/**
 * Lets no cancellation into the begin or the end of a transaction. Cancelled half way, a begin
 * would leave its connection to nobody: open, out of the pool, and holding its locks.
 */
final class UninterruptedTransactions implements ReactiveTransactionManager {

  private final ReactiveTransactionManager transactions;

  UninterruptedTransactions(ReactiveTransactionManager transactions) {
    this.transactions = transactions;
  }

  @Override
  public Mono<ReactiveTransaction> getReactiveTransaction(
      @Nullable TransactionDefinition definition) {
    return Mono.deferContextual(
        context -> {
          CompletableFuture<ReactiveTransaction> begun =
              transactions.getReactiveTransaction(definition).contextWrite(context).toFuture();
          return Mono.fromFuture(begun, true)
              .doOnCancel(
                  () ->
                      Mono.fromFuture(begun)
                          .flatMap(transactions::rollback)
                          .onErrorComplete()
                          .contextWrite(context)
                          .subscribe());
        });
  }

  @Override
  public Mono<Void> commit(ReactiveTransaction transaction) {
    return toItsEnd(transactions.commit(transaction));
  }

  @Override
  public Mono<Void> rollback(ReactiveTransaction transaction) {
    return toItsEnd(transactions.rollback(transaction));
  }

  private static Mono<Void> toItsEnd(Mono<Void> end) {
    return Mono.deferContextual(
        context -> Mono.fromFuture(end.contextWrite(context).toFuture(), true));
  }
}
