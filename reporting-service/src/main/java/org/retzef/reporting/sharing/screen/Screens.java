package org.retzef.reporting.sharing.screen;

import java.time.LocalDate;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which agreements have a screen. No address is among it. */
@Repository
class Screens {

  private final DatabaseClient database;

  Screens(DatabaseClient database) {
    this.database = database;
  }

  /** The link before ends. */
  Mono<Void> open(String agreement, ScreenLink link, LocalDate today) {
    return database
        .sql(
            """
            insert into shared_screen (agreement, hash, opened_on) values ($1, $2, $3)
            on conflict (agreement) do update
               set hash = excluded.hash, opened_on = excluded.opened_on
            """)
        .bind("$1", agreement)
        .bind("$2", link.hash())
        .bind("$3", today)
        .then();
  }

  Mono<Void> close(String agreement) {
    return database
        .sql("delete from shared_screen where agreement = $1")
        .bind("$1", agreement)
        .then();
  }

  /** The agreement of a link; none where it is unknown or has ended. */
  Mono<String> agreementOf(ScreenLink link) {
    return database
        .sql("select agreement from shared_screen where hash = $1")
        .bind("$1", link.hash())
        .map(row -> Objects.requireNonNull(row.get("agreement", String.class)))
        .one();
  }
}
