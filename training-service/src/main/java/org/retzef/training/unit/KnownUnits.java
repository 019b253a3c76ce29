package org.retzef.training.unit;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The units that this service has heard of. */
@Repository
public class KnownUnits {

  private final DatabaseClient database;

  KnownUnits(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@link UnitNotFound} unless the unit is open and the caller's or below it. */
  public Mono<Void> mustBeSeenBy(Caller caller, UnitPath unit) {
    return mustBeSeenBy(caller, unit, List.of());
  }

  /**
   * As above, for a unit and others that take part: these must be there, beside the caller or not.
   */
  public Mono<Void> mustBeSeenBy(Caller caller, UnitPath unit, Collection<UnitPath> others) {
    String[] all =
        Stream.concat(Stream.of(unit), others.stream())
            .map(UnitPath::path)
            .distinct()
            .toArray(String[]::new);
    return database
        .sql(
            """
            select count(*) as known from known_unit
             where path = any(:paths::text[]::ltree[])
               and (closed_on is null or closed_on >= (now() at time zone 'Asia/Jerusalem')::date)
            """)
        .bind("paths", all)
        .map(row -> row.get("known", Long.class))
        .one()
        .filter(known -> caller.sees(unit) && known == all.length)
        .switchIfEmpty(Mono.error(UnitNotFound::new))
        .then();
  }

  /** Keeps what is told of a unit now. Runs in the inbox's transaction. */
  Mono<Void> keep(UnitEventsListener.Changed unit) {
    return database
        .sql(
            """
            insert into known_unit (path, kind, name_he, opened_on, closed_on)
            values (:path::ltree, :kind, :nameHe, :openedOn, :closedOn)
            on conflict (path) do update
               set kind = excluded.kind, name_he = excluded.name_he,
                   opened_on = excluded.opened_on, closed_on = excluded.closed_on
            """)
        .bind("path", unit.unit().path())
        .bind("kind", unit.kind())
        .bind("nameHe", unit.nameHe())
        .bind("openedOn", Parameters.in(R2dbcType.DATE, unit.openedOn()))
        .bind("closedOn", Parameters.in(R2dbcType.DATE, unit.closedOn()))
        .then();
  }
}
