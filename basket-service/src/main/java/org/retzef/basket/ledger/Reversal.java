package org.retzef.basket.ledger;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Ids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Undoes a posting that was a mistake, by another one. Runs inside the caller's command. */
@Service
class Reversal {

  /** All others stand for something else that happened, which a reversal alone would contradict. */
  private static final Set<Posting.Kind> REVERSIBLE =
      EnumSet.of(Posting.Kind.BUDGET_CORRECTION, Posting.Kind.TRANSFER);

  private final Ledger ledger;
  private final DatabaseClient database;
  private final Clock clock;

  Reversal(Ledger ledger, DatabaseClient database, Clock clock) {
    this.ledger = ledger;
    this.database = database;
    this.clock = clock;
  }

  /** Answers the reversal's id. */
  Mono<UUID> reverse(Caller caller, UUID postingId, ReversalRequest request) {
    UUID reversalId = Ids.next();
    LocalDate day =
        Objects.requireNonNullElseGet(request.effectiveOn(), () -> LocalDate.now(clock));
    return requireReversible(postingId)
        .then(ledger.reverse(postingId, reversalId, day))
        .then(moveBack(caller, postingId, reversalId, day))
        .thenReturn(reversalId);
  }

  /** Of two at once, the second waits here for the first and then sees its reversal. */
  private Mono<Void> requireReversible(UUID postingId) {
    return database
        .sql("select kind from posting where id = :id for no key update")
        .bind("id", postingId)
        .map(row -> Posting.Kind.valueOf(row.get("kind", String.class)))
        .one()
        .switchIfEmpty(Mono.error(PostingNotFound::new))
        .filter(REVERSIBLE::contains)
        .switchIfEmpty(Mono.error(NotReversible::new))
        .then(isReversed(postingId))
        .filter(reversed -> !reversed)
        .switchIfEmpty(Mono.error(AlreadyReversed::new))
        .then();
  }

  /** Among the budget's movements, so that they still add up to what it holds, and with a name. */
  private Mono<Void> moveBack(Caller caller, UUID postingId, UUID reversalId, LocalDate day) {
    return database
        .sql(
            """
            insert into budget_movement (posting_id, budget_id, from_track, from_unit, to_track,
                                         to_unit, amount, effective_on, made_by)
            select :reversal, budget_id, to_track, to_unit, from_track, from_unit, amount, :day,
                   :madeBy
              from budget_movement where posting_id = :posting
            """)
        .bind("reversal", reversalId)
        .bind("day", day)
        .bind("madeBy", caller.subject())
        .bind("posting", postingId)
        .then();
  }

  private Mono<Boolean> isReversed(UUID postingId) {
    return database
        .sql("select exists (select from posting where reverses = :id) as reversed")
        .bind("id", postingId)
        .map(row -> row.get("reversed", Boolean.class))
        .one();
  }
}
