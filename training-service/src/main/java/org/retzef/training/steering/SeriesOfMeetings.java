package org.retzef.training.steering;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.training.unit.KnownUnits;
import org.retzef.training.unit.Level;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The forums' routines in the database; what is due is said by the database's day in Jerusalem. */
@Repository
class SeriesOfMeetings {

  private static final String SELECT =
      """
      select series.id, unit::text as path, name_he, every_weeks, first_on, last_on, bodies, version,
             meetings, held_on, due_on,
             coalesce(due_on < (now() at time zone 'Asia/Jerusalem')::date, false) as overdue
        from meeting_series as series
       cross join lateral (select count(*)::int as meetings, max(held_on) as held_on
                             from steering_meeting where series_id = series.id) as held
       cross join lateral (select coalesce(held_on + 7 * every_weeks, first_on) as next_on) as next
       cross join lateral (select case when last_on is null or next_on <= last_on
                                       then next_on end as due_on) as due
      """;

  private final DatabaseClient database;
  private final KnownUnits units;

  SeriesOfMeetings(DatabaseClient database, KnownUnits units) {
    this.database = database;
    this.units = units;
  }

  Mono<MeetingSeries> begin(Caller caller, SeriesRequest request) {
    UUID id = Ids.next();
    return units
        .mustBeSeenBy(caller, request.unit())
        .then(Mono.defer(() -> insert(id, request)))
        .then(Mono.defer(() -> find(caller, id)));
  }

  private Mono<Void> insert(UUID id, SeriesRequest request) {
    return database
        .sql(
            """
            insert into meeting_series (id, unit, name_he, every_weeks, first_on, bodies)
            values (:id, :unit::ltree, :nameHe, :everyWeeks, :firstOn, :bodies)
            """)
        .bind("id", id)
        .bind("unit", request.unit().path())
        .bind("nameHe", request.nameHe())
        .bind("everyWeeks", request.everyWeeks())
        .bind("firstOn", request.firstOn())
        .bind("bodies", request.bodies().stream().distinct().toArray(String[]::new))
        .then();
  }

  /** Fails with {@link SeriesNotFound}. */
  Mono<MeetingSeries> find(Caller caller, UUID id) {
    return findBy(caller, id, "");
  }

  private Mono<MeetingSeries> findBy(Caller caller, UUID id, String lock) {
    return database
        .sql(SELECT + " where series.id = :id and unit <@ :callerUnit::ltree" + lock)
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(SeriesOfMeetings::read)
        .one()
        .switchIfEmpty(Mono.error(SeriesNotFound::new));
  }

  /**
   * Of the caller's unit and those below, by unit.
   *
   * @param level only those of this level
   */
  Mono<List<MeetingSeries>> seenBy(Caller caller, @Nullable Level level) {
    return database
        .sql(
            SELECT
                + """
                 where unit <@ :callerUnit::ltree
                   and (:steps::int is null or least(nlevel(unit) - 1, 2) = :steps)
                 order by unit, series.id limit 1000
                """)
        .bind("callerUnit", caller.unitPath())
        .bind("steps", Parameters.in(R2dbcType.INTEGER, level == null ? null : level.ordinal()))
        .map(SeriesOfMeetings::read)
        .all()
        .collectList();
  }

  Mono<MeetingSeries> end(Caller caller, UUID id, ExpectedVersion expected, LocalDate lastOn) {
    return findBy(caller, id, " for update of series")
        .doOnNext(series -> expected.orRefuse(series.version(), series))
        .doOnNext(
            series -> {
              if (lastOn.isBefore(series.firstOn())) {
                throw new InvalidInput(Fault.of("lastOn", "date-before-start"));
              }
            })
        .then(
            Mono.defer(
                () ->
                    database
                        .sql(
                            "update meeting_series set last_on = :lastOn, version = version + 1 where id = :id")
                        .bind("lastOn", lastOn)
                        .bind("id", id)
                        .then()))
        .then(Mono.defer(() -> find(caller, id)));
  }

  private static MeetingSeries read(Readable row) {
    UnitPath unit = new UnitPath(row.get("path", String.class));
    return new MeetingSeries(
        row.get("id", UUID.class),
        unit,
        Level.of(unit),
        row.get("name_he", String.class),
        row.get("every_weeks", Integer.class),
        row.get("first_on", LocalDate.class),
        row.get("last_on", LocalDate.class),
        List.of(row.get("bodies", String[].class)),
        row.get("meetings", Integer.class),
        row.get("held_on", LocalDate.class),
        row.get("due_on", LocalDate.class),
        Boolean.TRUE.equals(row.get("overdue", Boolean.class)),
        row.get("version", Long.class));
  }
}
