package org.retzef.rights.takeup;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.rights.takeup.TakeUpCase.Reason;
import org.retzef.rights.takeup.TakeUpCase.State;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Every state that cases were in. Append only: the state on any day is read from here. */
@Repository
class Moves {

  private final DatabaseClient database;

  Moves(DatabaseClient database) {
    this.database = database;
  }

  /** Refuses a day before the last move's: the past of a case does not change. */
  Mono<Void> append(TakeUpCase moved, LocalDate on, String by, Instant now) {
    Reason reason = moved.reason();
    return database
        .sql(
            """
            insert into take_up_move (case_id, number, state, reason, on_day, moved_by, moved_at)
            select :id, max(number) + 1, :state, :reason, :on, :by, :now
              from take_up_move
             where case_id = :id
            having max(on_day) <= :on
            """)
        .bind("id", moved.id())
        .bind("state", moved.state().name())
        .bind("reason", Parameters.in(R2dbcType.VARCHAR, reason == null ? null : reason.name()))
        .bind("on", on)
        .bind("by", by)
        .bind("now", now)
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(() -> new InvalidInput(Fault.of("on", "date-before-last-move"))))
        .then();
  }

  Mono<List<Move>> of(UUID caseId) {
    return database
        .sql(
            """
            select number, state, reason, on_day, moved_at from take_up_move
             where case_id = :id order by number
            """)
        .bind("id", caseId)
        .map(Moves::read)
        .all()
        .collectList();
  }

  private static Move read(Readable row) {
    String reason = row.get("reason", String.class);
    return new Move(
        row.get("number", Integer.class),
        State.valueOf(row.get("state", String.class)),
        reason == null ? null : Reason.valueOf(reason),
        row.get("on_day", LocalDate.class),
        row.get("moved_at", Instant.class));
  }
}
