package org.retzef.basket.allocation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** Those of these that are there and not closed on that day. */
  Mono<Set<UnitPath>> openAmong(Collection<UnitPath> units, LocalDate day) {
    return database
        .sql(
            """
            select unit::text as unit from known_unit
             where unit = any(:units::text[]::ltree[]) and (closed_on is null or closed_on >= :day)
            """)
        .bind("units", units.stream().map(UnitPath::path).toArray(String[]::new))
        .bind("day", day)
        .map(row -> new UnitPath(row.get("unit", String.class)))
        .all()
        .collect(Collectors.toSet());
  }
}
