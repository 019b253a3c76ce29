package org.retzef.platform.outbox;

import java.util.function.Supplier;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The one place where a command runs: in one transaction, to its end. */
public final class Commands {

  private final TransactionalOperator transaction;

  Commands(TransactionalOperator transaction) {
    this.transaction = transaction;
  }

  /**
   * Runs the work in one transaction and answers when it is committed; any error rolls it back.
   *
   * <p>Once subscribed, the work runs to its end whoever still listens. A client that hangs up
   * would otherwise cancel a {@code BEGIN} under way and return an open transaction to the pool,
   * where later callers' acknowledged writes would be lost with it.
   */
  public <T> Mono<T> run(Supplier<Mono<T>> work) {
    return Mono.deferContextual(
        context ->
            Mono.fromFuture(
                transaction.transactional(Mono.defer(work)).contextWrite(context).toFuture(),
                true));
  }
}
