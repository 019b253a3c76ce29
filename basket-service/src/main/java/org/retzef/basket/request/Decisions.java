package org.retzef.basket.request;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Decisions and votes in the database. Its triggers refuse what the code should have refused. */
@Repository
class Decisions {

  private final DatabaseClient database;

  Decisions(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> insert(UUID requestId, int round, Decision decision, String decidedBy) {
    var statement =
        database
            .sql(
                """
                insert into decision (id, request_id, round, decision, tier, reason_code, note,
                                      decided_by, decided_on, appeal_until)
                values (:id, :requestId, :round, :decision, :tier, :reasonCode, :note, :decidedBy,
                        :decidedOn, :appealUntil)
                """)
            .bind("id", decision.id())
            .bind("requestId", requestId)
            .bind("round", round)
            .bind("decision", decision.decision().name())
            .bind("tier", decision.tier())
            .bind("decidedBy", decidedBy)
            .bind("decidedOn", decision.decidedOn());
    statement = bind(statement, "reasonCode", String.class, nameOf(decision.reasonCode()));
    statement = bind(statement, "note", String.class, decision.note());
    return bind(statement, "appealUntil", LocalDate.class, decision.appealUntil()).then();
  }

  /** Fails with {@link AlreadyVoted}. */
  Mono<Void> insert(UUID requestId, int round, Vote vote) {
    var statement =
        database
            .sql(
                """
                insert into vote (request_id, round, decided_by, decision, tier, reason_code, note)
                values (:requestId, :round, :member, :decision, :tier, :reasonCode, :note)
                on conflict (request_id, round, decided_by) do nothing
                """)
            .bind("requestId", requestId)
            .bind("round", round)
            .bind("member", vote.member())
            .bind("decision", vote.verdict().name())
            .bind("tier", vote.tier());
    statement = bind(statement, "reasonCode", String.class, nameOf(vote.reasonCode()));
    return bind(statement, "note", String.class, vote.note())
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(AlreadyVoted::new))
        .then();
  }

  /** In the order of voting. */
  Mono<List<Vote>> votesOf(UUID requestId, int round) {
    return database
        .sql(
            """
            select decided_by, decision, tier, reason_code, note from vote
             where request_id = :requestId and round = :round order by voted_at
            """)
        .bind("requestId", requestId)
        .bind("round", round)
        .map(Decisions::readVote)
        .all()
        .collectList();
  }

  private static Vote readVote(Readable row) {
    String reason = row.get("reason_code", String.class);
    return new Vote(
        row.get("decided_by", String.class),
        Decision.Verdict.valueOf(row.get("decision", String.class)),
        row.get("tier", Integer.class),
        reason == null ? null : Decision.Reason.valueOf(reason),
        row.get("note", String.class));
  }

  private static @Nullable String nameOf(@Nullable Enum<?> code) {
    return code == null ? null : code.name();
  }

  private static <T> DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, Class<T> type, @Nullable T value) {
    return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
  }
}
