package org.retzef.platform.outbox;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** The one place where a command runs: in one transaction, to its end. */
public final class Commands {

  private final TransactionalOperator transaction;
  private final List<CommandWitness> witnesses;

  Commands(TransactionalOperator transaction, List<CommandWitness> witnesses) {
    this.transaction = transaction;
    this.witnesses = List.copyOf(witnesses);
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
                transaction.transactional(witnessed(work)).contextWrite(context).toFuture(), true));
  }

  /**
   * Runs a command that writes by one statement and no other: that is a transaction by itself, and
   * needs none around it (decision 0039). Of two statements the first would stay when the second
   * fails. Shielded like {@link #run}.
   *
   * @param work empty where it has written nothing
   */
  public <T> Mono<T> runAtOnce(Supplier<Mono<T>> work) {
    return Mono.deferContextual(
        context -> {
          var afterCommit = new AfterCommit();
          return Mono.fromFuture(
              Mono.defer(work)
                  .doOnNext(done -> afterCommit.runAll())
                  .contextWrite(afterCommit.carriedBy(Context.of(context)))
                  .toFuture(),
              true);
        });
  }

  /**
   * What all witnesses write with such a statement.
   *
   * @param happened as for {@link Outbox#part(Event, String)}
   */
  public Mono<StatementPart> seen(Object answer, String happened) {
    return Flux.fromIterable(witnesses)
        .concatMap(witness -> witness.part(answer, happened))
        .reduce(StatementPart.NOTHING, StatementPart::and);
  }

  private <T> Mono<T> witnessed(Supplier<Mono<T>> work) {
    return Mono.defer(work)
        .flatMap(answer -> allSee(answer).thenReturn(answer))
        .switchIfEmpty(Mono.defer(() -> allSee(null).then(Mono.empty())));
  }

  private Mono<Void> allSee(@Nullable Object answer) {
    return Flux.fromIterable(witnesses).concatMap(witness -> witness.beforeCommit(answer)).then();
  }
}
