package org.retzef.family.enrolment;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The enrolments of a unit as of a day, in the database. */
@Repository
class UnitEnrolments {

  private final DatabaseClient database;

  UnitEnrolments(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Of the families that the unit had on the day, as far as the caller sees them today. The last
   * day still counts as active; from the next on the enrolment has ended. One that was called off
   * has ended on that very day.
   */
  Mono<Page<UnitEnrolment>> of(
      Caller caller,
      UnitPath unit,
      LocalDate asOf,
      @Nullable String track,
      Enrolment.@Nullable Status status,
      PageRequest page) {
    return database
        .sql(
            """
            with moved as materialized (
              select * from families_moved_since(
                (:asOf::date + 1)::timestamp at time zone 'Asia/Jerusalem')
            ), seen as (
              select enrolment.id, enrolment.family_id,
                     coalesce(moved.unit, family.unit) as unit, family.unit as now_in, track,
                     start_date,
                     case when over then end_date end as end_date,
                     case when over then outcome
                          when start_date > :asOf then 'PLANNED'
                          else 'ACTIVE' end as status
                from enrolment
                join family on family.id = enrolment.family_id
                left join moved on moved.family_id = family.id
               cross join lateral (
                       select end_date < :asOf or (end_date = :asOf and end_date < start_date)
                              as over) as how
               where family.unit <@ :callerUnit::ltree
                 and (family.unit <@ :unit::ltree -- by its index, as those that have moved
                      or family.id = any (array(select family_id from moved)))
                 and coalesce(moved.unit, family.unit) <@ :unit::ltree
                 and (:track::text is null or track = :track)
                 and enrolment.id > :after)
            select id, family_id, seen.unit::text as unit, track, start_date, end_date, status,
                   (select code from unit_operator
                     where during @> start_date
                       and unit_operator.unit @> coalesce(
                             (select from_unit from family_move
                               where family_move.family_id = seen.family_id
                                 and moved_at >= (start_date + 1)::timestamp
                                                 at time zone 'Asia/Jerusalem'
                               order by moved_at limit 1),
                             now_in)
                     order by nlevel(unit_operator.unit) desc limit 1) as operator
              from seen
             where :status::text is null or status = :status
             order by id
             limit :limit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("unit", unit.path())
        .bind("asOf", asOf)
        .bind("track", Parameters.in(R2dbcType.VARCHAR, track))
        .bind("status", Parameters.in(R2dbcType.VARCHAR, status == null ? null : status.name()))
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(UnitEnrolments::read)
        .all()
        .collectList()
        .map(rows -> Page.of(rows, page, row -> row.id().toString()))
        .delayUntil(
            shown ->
                AuditedRequest.touch(shown.items().stream().map(UnitEnrolment::familyId).toList()));
  }

  private static UnitEnrolment read(Readable row) {
    return new UnitEnrolment(
        row.get("id", UUID.class),
        row.get("family_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("track", String.class),
        Enrolment.Status.valueOf(row.get("status", String.class)),
        row.get("start_date", LocalDate.class),
        row.get("end_date", LocalDate.class),
        row.get("operator", String.class));
  }
}
