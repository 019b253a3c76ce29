package org.retzef.family.rowimport;

import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.FailureForLog;
import org.retzef.platform.problem.KnownFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Does what waits in the database, piece by piece. A piece leaves its queue in the transaction that
 * does it, so a crash puts it back; two copies of the service take different pieces.
 */
@Component
public class WaitingWork {

  /** After so many the scheduler's other work gets its turn. */
  private static final int PIECES_IN_A_ROW = 20;

  private static final Logger LOG = LoggerFactory.getLogger(WaitingWork.class);

  private final Commands commands;
  private final KnownFailure databaseFailures;

  WaitingWork(Commands commands, KnownFailure databaseFailures) {
    this.commands = commands;
    this.databaseFailures = databaseFailures;
  }

  /**
   * A piece that was taken out of its queue.
   *
   * @param work runs in the same transaction
   */
  public record Piece(UUID id, Mono<Void> work) {}

  /**
   * Does some of what waits, two pieces at a time: while the database is at one, the other is
   * opened or sealed.
   */
  public void doSome(Supplier<Mono<Piece>> take, Function<UUID, Mono<Void>> putOff) {
    Mono<Boolean> next = Mono.defer(() -> doNext(take, putOff));
    boolean more = true;
    for (int i = 0; i < PIECES_IN_A_ROW && more; i++) {
      more = Boolean.TRUE.equals(Flux.merge(next, next).reduce(Boolean::logicalOr).block());
    }
  }

  /**
   * Does the next piece; false where none waits. What failed for the database's sake, because that
   * was away or busy, simply waits on, and this fails; anything else is put off.
   *
   * @param putOff in a transaction of its own
   */
  public Mono<Boolean> doNext(Supplier<Mono<Piece>> take, Function<UUID, Mono<Void>> putOff) {
    return commands
        .run(
            () ->
                take.get()
                    .publishOn(Schedulers.boundedElastic()) // not on the database's event loop
                    .flatMap(this::done)
                    .defaultIfEmpty(false))
        .onErrorResume(
            NotDone.class,
            failure -> {
              LOG.warn("piece {} was not done", failure.piece, FailureForLog.of(failure));
              return commands.run(() -> putOff.apply(failure.piece).thenReturn(true));
            });
  }

  private Mono<Boolean> done(Piece piece) {
    return piece
        .work()
        .thenReturn(true)
        .onErrorMap(
            failure -> databaseFailures.refusalFor(failure) == null,
            failure -> new NotDone(piece.id(), failure));
  }

  private static final class NotDone extends RuntimeException {

    private final UUID piece;

    NotDone(UUID piece, Throwable failure) {
      super(failure);
      this.piece = piece;
    }
  }
}
