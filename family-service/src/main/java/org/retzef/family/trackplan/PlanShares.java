package org.retzef.family.trackplan;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Counts families against plans. */
@Repository
class PlanShares {

  private final DatabaseClient database;
  private final Clock clock;

  PlanShares(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Per track one share for each plan of exactly this unit that held on the day and was published
   * by then, the newest first: plans that contradict one another stand side by side. Each is filled
   * by the families that were in the unit on the day.
   */
  Mono<List<PlanShare>> of(UnitPath unit, LocalDate asOf, @Nullable String track) {
    return database
        .sql(
            """
            with active as (
              select track, count(*) as families
                from enrolment
                join families_of(:unit::ltree, :endOfDay) family on family.id = family_id
               where start_date <= :asOf and (end_date is null or end_date >= :asOf)
               group by track)
            select track.code as track, coalesce(families, 0) as families,
                   plan.id, plan.seats, plan.version, plan.published_on,
                   lower(plan.during) as first_day, upper(plan.during) - 1 as last_day
              from track
              left join active on active.track = track.code
              left join track_plan plan
                on plan.track = track.code and plan.unit = :unit::ltree
               and plan.during @> :asOf::date and plan.published_on <= :asOf
             where (:track::text is null or track.code = :track)
             order by track.code, plan.published_on desc, plan.version desc, plan.id desc
             limit 1000
            """)
        .bind("unit", unit.path())
        .bind("asOf", asOf)
        .bind("endOfDay", asOf.plusDays(1).atStartOfDay(clock.getZone()).toInstant())
        .bind("track", Parameters.in(R2dbcType.VARCHAR, track))
        .map(row -> read(row, unit, asOf))
        .all()
        .collectList();
  }

  private static PlanShare read(Readable row, UnitPath unit, LocalDate asOf) {
    String track = row.get("track", String.class);
    long families = row.get("families", Long.class);
    UUID plan = row.get("id", UUID.class);
    if (plan == null) {
      return PlanShare.without(track, asOf, families);
    }
    return PlanShare.of(
        new TrackPlan(
            plan,
            track,
            unit,
            row.get("first_day", LocalDate.class),
            row.get("last_day", LocalDate.class),
            row.get("seats", Integer.class),
            row.get("version", Integer.class),
            row.get("published_on", LocalDate.class)),
        asOf,
        families);
  }
}
