package org.retzef.basket.allocation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The units that there are, as family-service tells them. */
@Repository
class KnownUnits {

  private final DatabaseClient database;

  KnownUnits(DatabaseClient database) {
    this.database = database;
  }

  /**
   * What this service needs of the news that a unit is new or has changed.
   *
   * @param closedOn its last day; null while it is open
   */
  record Changed(UnitPath unit, @Nullable LocalDate closedOn) {}

  Mono<Void> remember(Changed changed) {
    var statement =
        database
            .sql(
                """
                insert into known_unit (unit, closed_on) values (:unit::ltree, :closedOn)
                on conflict (unit) do update set closed_on = excluded.closed_on
                """)
            .bind("unit", changed.unit().path());
    LocalDate closedOn = changed.closedOn();
    return (closedOn == null
            ? statement.bindNull("closedOn", LocalDate.class)
            : statement.bind("closedOn", closedOn))
        .then();
  }
}
