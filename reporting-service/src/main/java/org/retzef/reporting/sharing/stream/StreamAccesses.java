package org.retzef.reporting.sharing.stream;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which agreements' data teams may sign in at the broker. No password is among it. */
@Repository
class StreamAccesses {

  private final DatabaseClient database;

  StreamAccesses(DatabaseClient database) {
    this.database = database;
  }

  Mono<StreamAccess> find(String agreement) {
    return database
        .sql(
            """
            select agreement, issued_on, ended_on, version from stream_access where agreement = $1
            """)
        .bind("$1", agreement)
        .map(StreamAccesses::read)
        .one()
        .switchIfEmpty(Mono.error(StreamAccessNotFound::new));
  }

  Mono<Void> issued(String agreement, LocalDate today) {
    return database
        .sql(
            """
            insert into stream_access as known (agreement, issued_on) values ($1, $2)
            on conflict (agreement) do update
               set issued_on = excluded.issued_on, ended_on = null, version = known.version + 1
            """)
        .bind("$1", agreement)
        .bind("$2", today)
        .then();
  }

  Mono<Void> ended(String agreement, LocalDate today) {
    return database
        .sql("update stream_access set ended_on = $2 where agreement = $1 and ended_on is null")
        .bind("$1", agreement)
        .bind("$2", today)
        .then();
  }

  Mono<Void> goesOn(String agreement) {
    return database
        .sql(
            """
            update stream_access set ended_on = null
             where agreement = $1 and ended_on is not null
            """)
        .bind("$1", agreement)
        .then();
  }

  Flux<String> endedBefore(LocalDate day) {
    return database
        .sql("select agreement from stream_access where ended_on < $1")
        .bind("$1", day)
        .map(row -> Objects.requireNonNull(row.get("agreement", String.class)))
        .all();
  }

  Mono<Void> remove(String agreement) {
    return database
        .sql("delete from stream_access where agreement = $1")
        .bind("$1", agreement)
        .then();
  }

  private static StreamAccess read(Readable row) {
    String agreement = Objects.requireNonNull(row.get("agreement", String.class));
    return new StreamAccess(
        agreement,
        "retzef.share." + agreement,
        BrokerAccess.user(agreement),
        Objects.requireNonNull(row.get("issued_on", LocalDate.class)),
        row.get("ended_on", LocalDate.class),
        Objects.requireNonNull(row.get("version", Long.class)));
  }
}
