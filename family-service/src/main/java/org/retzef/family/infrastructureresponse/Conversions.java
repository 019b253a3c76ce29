package org.retzef.family.infrastructureresponse;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Conversions in the database, and enrolments read through them. */
@Repository
class Conversions {

  private static final String SELECT =
      """
      select id, programme, unit::text as unit, from_day, state, proposed_at, changed_at, version,
             (select count(*)
                from enrolment
                join family on family.id = family_id
                join track on track.code = track
               where track.programme = programme_conversion.programme
                 and family.unit <@ programme_conversion.unit
                 and (end_date is null or end_date >= greatest(start_date, from_day))) as enrolments
        from programme_conversion
       where programme = :programme and unit <@ :callerUnit::ltree
      """;

  private final DatabaseClient database;

  Conversions(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Whether one is there that is not taken back, in this unit, above or below. Waits for who is
   * proposing one for the programme at this moment; the question is a statement of its own, since a
   * statement sees only what was committed before it.
   */
  Mono<Boolean> liveOneNear(String programme, UnitPath unit) {
    return database
        .sql("select from programme where code = :programme for no key update")
        .bind("programme", programme)
        .then()
        .then(
            database
                .sql(
                    """
                    select exists (
                      select from programme_conversion
                       where programme = :programme and state <> 'REVERSED'
                         and (unit <@ :unit::ltree or unit @> :unit::ltree)) as found
                    """)
                .bind("programme", programme)
                .bind("unit", unit.path())
                .map(row -> row.get("found", Boolean.class))
                .one());
  }

  Mono<Void> insert(
      UUID id, String programme, ProposeConversionRequest request, String by, Instant now) {
    return database
        .sql(
            """
            insert into programme_conversion
              (id, programme, unit, from_day, state, proposed_by, proposed_at, changed_by,
               changed_at, version)
            values (:id, :programme, :unit::ltree, :from, 'PROPOSED', :by, :now, :by, :now, 1)
            """)
        .bind("id", id)
        .bind("programme", programme)
        .bind("unit", request.unit().path())
        .bind("from", request.from())
        .bind("by", by)
        .bind("now", now)
        .then();
  }

  Mono<Void> update(Conversion conversion, String by) {
    return database
        .sql(
            """
            update programme_conversion
               set state = :state, changed_by = :by, changed_at = :now, version = :version
             where id = :id
            """)
        .bind("state", conversion.state().name())
        .bind("by", by)
        .bind("now", conversion.changedAt())
        .bind("version", conversion.version())
        .bind("id", conversion.id())
        .then();
  }

  Mono<Conversion> find(Caller caller, String programme, UUID id) {
    return find(SELECT + " and id = :id", caller, programme, id);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<Conversion> lock(Caller caller, String programme, UUID id) {
    return find(SELECT + " and id = :id for update of programme_conversion", caller, programme, id);
  }

  private Mono<Conversion> find(String sql, Caller caller, String programme, UUID id) {
    return database
        .sql(sql)
        .bind("programme", programme)
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(Conversions::read)
        .one()
        .switchIfEmpty(Mono.error(ConversionNotFound::new));
  }

  Mono<Page<Conversion>> of(Caller caller, String programme, PageRequest page) {
    return database
        .sql(SELECT + " and id > :after order by id limit :limit")
        .bind("programme", programme)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Conversions::read)
        .all()
        .collectList()
        .map(rows -> Page.of(rows, page, row -> row.id().toString()));
  }

  /**
   * The enrolments that are interventions on a day, of the families that the unit had then, as far
   * as the caller sees them today.
   */
  Mono<Page<Intervention>> interventions(
      Caller caller, UnitPath unit, LocalDate day, PageRequest page) {
    return database
        .sql(
            """
            with moved as materialized (
              select * from families_moved_since(
                (:day::date + 1)::timestamp at time zone 'Asia/Jerusalem'))
            select enrolment.id, enrolment.family_id,
                   coalesce(moved.unit, family.unit)::text as department, track.code as method,
                   name_he, name_en, greatest(start_date, from_day) as first_day, end_date,
                   conversion.id as conversion
              from enrolment
              join family on family.id = enrolment.family_id
              left join moved on moved.family_id = family.id
              join track on track.code = track
              join programme_conversion conversion
                on conversion.programme = track.programme
               and coalesce(moved.unit, family.unit) <@ conversion.unit
               and conversion.state in ('APPLIED', 'CONFIRMED')
             where family.unit <@ :callerUnit::ltree
               and (family.unit <@ :unit::ltree -- by its index, as those that have moved
                    or family.id = any (array(select family_id from moved)))
               and coalesce(moved.unit, family.unit) <@ :unit::ltree
               and greatest(start_date, from_day) <= :day and (end_date is null or end_date >= :day)
               and enrolment.id > :after
             order by enrolment.id
             limit :limit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("unit", unit.path())
        .bind("day", day)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Conversions::readIntervention)
        .all()
        .collectList()
        .map(rows -> Page.of(rows, page, row -> row.enrolmentId().toString()))
        .delayUntil(
            shown ->
                AuditedRequest.touch(shown.items().stream().map(Intervention::familyId).toList()));
  }

  private static Conversion read(Readable row) {
    return new Conversion(
        row.get("id", UUID.class),
        row.get("programme", String.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("from_day", LocalDate.class),
        Conversion.State.valueOf(row.get("state", String.class)),
        row.get("proposed_at", Instant.class),
        row.get("changed_at", Instant.class),
        row.get("enrolments", Long.class),
        row.get("version", Long.class));
  }

  private static Intervention readIntervention(Readable row) {
    return new Intervention(
        row.get("id", UUID.class),
        row.get("family_id", UUID.class),
        new UnitPath(row.get("department", String.class)),
        row.get("method", String.class),
        row.get("name_he", String.class),
        row.get("name_en", String.class),
        row.get("first_day", LocalDate.class),
        row.get("end_date", LocalDate.class),
        row.get("conversion", UUID.class));
  }
}
