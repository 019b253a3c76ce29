package org.retzef.family.overlay;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The emergency overlays in the database. */
@Repository
public class EmergencyOverlays {

  private static final String SELECT =
      """
      select id, unit::text as unit, name, form, lower(during) as first_day,
             upper(during) - 1 as last_day, version
        from emergency_overlay
      """;

  /** PostgreSQL's state when an exclusion constraint finds an overlap. */
  private static final String EXCLUSION_VIOLATION = "23P01";

  private final DatabaseClient database;

  EmergencyOverlays(DatabaseClient database) {
    this.database = database;
  }

  /**
   * The overlay in force for a unit on a day: its own, or that of the nearest unit above it.
   * Nothing in routine.
   */
  public Mono<EmergencyOverlay> inForce(UnitPath unit, LocalDate day) {
    return database
        .sql(
            SELECT
                + """
                 where unit @> :unit::ltree and during @> :day
                 order by nlevel(unit) desc
                 limit 1
                """)
        .bind("unit", unit.path())
        .bind("day", day)
        .map(EmergencyOverlays::read)
        .one();
  }

  /** An overlay that concerns a unit: of the unit itself, of one above or of one below. */
  public Mono<EmergencyOverlay> concerning(UnitPath unit, UUID id) {
    return database
        .sql(SELECT + " where id = :id and (unit @> :unit::ltree or unit <@ :unit::ltree)")
        .bind("id", id)
        .bind("unit", unit.path())
        .map(EmergencyOverlays::read)
        .one()
        .switchIfEmpty(Mono.error(OverlayNotFound::new));
  }

  Mono<Page<EmergencyOverlay>> concerning(UnitPath unit, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                 where (unit @> :unit::ltree or unit <@ :unit::ltree) and id > :after
                 order by id
                 limit :limit
                """)
        .bind("unit", unit.path())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(EmergencyOverlays::read)
        .all()
        .collectList()
        .map(overlays -> Page.of(overlays, page, overlay -> overlay.id().toString()));
  }

  /** The unit's own overlay, and nobody else changes it until this transaction ends. */
  Mono<EmergencyOverlay> lock(UnitPath unit, UUID id) {
    return database
        .sql(SELECT + " where id = :id and unit = :unit::ltree for update")
        .bind("id", id)
        .bind("unit", unit.path())
        .map(EmergencyOverlays::read)
        .one()
        .switchIfEmpty(Mono.error(OverlayNotFound::new));
  }

  Mono<Void> insert(EmergencyOverlay overlay, String declarer) {
    var statement =
        database
            .sql(
                """
                insert into emergency_overlay (id, unit, name, form, during, declared_by, version)
                values (:id, :unit::ltree, :name, :form, daterange(:from, :to::date, '[]'),
                        :declarer, :version)
                """)
            .bind("id", overlay.id())
            .bind("unit", overlay.unit().path())
            .bind("name", overlay.name())
            .bind("form", overlay.form())
            .bind("from", overlay.from())
            .bind("declarer", declarer)
            .bind("version", overlay.version());
    LocalDate to = overlay.to();
    statement = to == null ? statement.bindNull("to", LocalDate.class) : statement.bind("to", to);
    return statement
        .then()
        .onErrorMap(EmergencyOverlays::isOverlap, overlap -> new OverlayAlreadyInForce());
  }

  Mono<Void> end(EmergencyOverlay ended, LocalDate lastDay) {
    return database
        .sql(
            """
            update emergency_overlay
               set during = daterange(lower(during), :to, '[]'), version = :version
             where id = :id
            """)
        .bind("to", lastDay)
        .bind("version", ended.version())
        .bind("id", ended.id())
        .then()
        .onErrorMap(EmergencyOverlays::isOverlap, overlap -> new OverlayAlreadyInForce());
  }

  private static boolean isOverlap(Throwable failure) {
    return failure.getCause() instanceof R2dbcException database
        && EXCLUSION_VIOLATION.equals(database.getSqlState());
  }

  private static EmergencyOverlay read(Readable row) {
    return new EmergencyOverlay(
        row.get("id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("name", String.class),
        row.get("form", String.class),
        row.get("first_day", LocalDate.class),
        row.get("last_day", LocalDate.class),
        row.get("version", Long.class));
  }
}
