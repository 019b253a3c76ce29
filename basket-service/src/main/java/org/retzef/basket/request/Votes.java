package org.retzef.basket.request;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.basket.ConflictOfInterest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Votes in the database. Its triggers refuse what the code should have refused. */
@Repository
class Votes {

  private final DatabaseClient database;

  Votes(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@link AlreadyVoted} and {@link ConflictOfInterest}. */
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
        .onErrorMap(ConflictOfInterest::orOther)
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(AlreadyVoted::new))
        .then();
  }

  /** In the order of voting. */
  Mono<List<Vote>> of(UUID requestId, int round) {
    return database
        .sql(
            """
            select decided_by, decision, tier, reason_code, note from vote
             where request_id = :requestId and round = :round order by voted_at
            """)
        .bind("requestId", requestId)
        .bind("round", round)
        .map(Votes::readVote)
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
