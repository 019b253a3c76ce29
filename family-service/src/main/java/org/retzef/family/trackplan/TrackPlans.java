package org.retzef.family.trackplan;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Plans of seats in the database: rows are added, never changed. */
@Repository
class TrackPlans {

  private final DatabaseClient database;

  TrackPlans(DatabaseClient database) {
    this.database = database;
  }

  /**
   * A plan is seen by whom it concerns: of the caller's unit, of those below and of those above.
   *
   * @param asOf only plans that hold on this day and were published by then
   */
  Mono<Page<TrackPlan>> seenBy(
      Caller caller,
      @Nullable UnitPath unit,
      @Nullable String track,
      @Nullable LocalDate asOf,
      PageRequest page) {
    return database
        .sql(
            """
            select id, track, unit::text as unit, lower(during) as first_day,
                   upper(during) - 1 as last_day, seats, version, published_on
              from track_plan
             where (unit <@ :callerUnit::ltree or unit @> :callerUnit::ltree)
               and (:unit::text is null or unit = :unit::ltree)
               and (:track::text is null or track = :track)
               and (:asOf::date is null or (during @> :asOf and published_on <= :asOf))
               and id > :after
             order by id
             limit :limit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("unit", Parameters.in(R2dbcType.VARCHAR, unit == null ? null : unit.path()))
        .bind("track", Parameters.in(R2dbcType.VARCHAR, track))
        .bind("asOf", Parameters.in(R2dbcType.DATE, asOf))
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(TrackPlans::read)
        .all()
        .collectList()
        .map(plans -> Page.of(plans, page, plan -> plan.id().toString()));
  }

  /**
   * Two who publish at once get versions one after the other: the unit's row is locked first, in a
   * statement of its own, so that the second one sees what the first one wrote.
   */
  Mono<TrackPlan> insertNextVersion(PublishTrackPlanRequest plan) {
    return database
        .sql("select from unit where path = :unit::ltree for no key update")
        .bind("unit", plan.unit().path())
        .then()
        .then(
            database
                .sql(
                    """
                    insert into track_plan
                      (id, track, unit, during, seats, version, published_on)
                    select :id, :track, :unit::ltree, during, :seats,
                           (select coalesce(max(version), 0) + 1 from track_plan old
                             where old.track = :track and old.unit = :unit::ltree
                               and old.during = new.during),
                           :publishedOn
                      from (values (daterange(:from, :until, '[]'))) as new (during)
                    returning id, track, unit::text as unit, lower(during) as first_day,
                              upper(during) - 1 as last_day, seats, version, published_on
                    """)
                .bind("id", Ids.next())
                .bind("track", plan.track())
                .bind("unit", plan.unit().path())
                .bind("from", plan.from())
                .bind("until", plan.until())
                .bind("seats", plan.seats())
                .bind("publishedOn", plan.publishedOn())
                .map(TrackPlans::read)
                .one());
  }

  /** Whether there is none yet; waits for another copy of the service that is loading. */
  Mono<Boolean> isEmpty() {
    return database
        .sql("select pg_advisory_xact_lock(hashtext('track_plan'))")
        .then()
        .then(
            database
                .sql("select not exists (select from track_plan) as empty")
                .map(row -> row.get("empty", Boolean.class))
                .one());
  }

  private static TrackPlan read(Readable row) {
    return new TrackPlan(
        row.get("id", UUID.class),
        row.get("track", String.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("first_day", LocalDate.class),
        row.get("last_day", LocalDate.class),
        row.get("seats", Integer.class),
        row.get("version", Integer.class),
        row.get("published_on", LocalDate.class));
  }
}
