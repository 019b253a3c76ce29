package org.retzef.platform.outbox;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** What is to be done as soon as a command has committed, and not at all if it does not. */
public final class AfterCommit {

  private final Queue<Runnable> works = new ConcurrentLinkedQueue<>();

  AfterCommit() {}

  /** Fails with {@link IllegalStateException} outside of a command. */
  public static Mono<Void> run(Runnable work) {
    return Mono.deferContextual(
        context -> {
          AfterCommit ofStatement = context.getOrDefault(AfterCommit.class, null);
          return ofStatement == null
              ? afterTransaction(work)
              : Mono.fromRunnable(() -> ofStatement.works.add(work));
        });
  }

  private static Mono<Void> afterTransaction(Runnable work) {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .filter(TransactionSynchronizationManager::isActualTransactionActive)
        .switchIfEmpty(Mono.error(() -> new NoTransactionException("no transaction is active")))
        .onErrorMap(
            NoTransactionException.class,
            outside -> new IllegalStateException("Only a command can be seen to commit", outside))
        .doOnNext(transaction -> transaction.registerSynchronization(synchronization(work)))
        .then();
  }

  private static TransactionSynchronization synchronization(Runnable work) {
    return new TransactionSynchronization() {
      @Override
      public Mono<Void> afterCommit() {
        return Mono.fromRunnable(work);
      }
    };
  }

  Context carriedBy(Context context) {
    return context.put(AfterCommit.class, this);
  }

  void runAll() {
    works.forEach(Runnable::run);
  }
}
