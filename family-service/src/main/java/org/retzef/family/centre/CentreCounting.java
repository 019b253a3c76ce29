package org.retzef.family.centre;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import org.retzef.family.protection.CountedMarks;
import org.retzef.family.protection.CountedMarks.RecordedTwice;
import org.retzef.family.unit.Unit;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Counts people and activities of centres, in three statements. */
@Repository
class CentreCounting {

  private static final String BELOW =
      "select path from unit where kind = 'OTZMA_CENTRE' and path <@ :unit::ltree";

  /** A regional centre stands in one authority and serves others. */
  private static final String SERVING =
      """
      select distinct centre as path from centre_locality
       where locality = :unit::ltree and during && daterange(:from, :until, '[]')
      """;

  private final DatabaseClient database;
  private final CountedMarks counted;

  CentreCounting(DatabaseClient database, CountedMarks counted) {
    this.database = database;
    this.counted = counted;
  }

  Mono<CentreFigures> of(Unit unit, LocalDate from, LocalDate until) {
    String centres = unit.kind() == Unit.Kind.AUTHORITY ? SERVING : BELOW;
    return counted
        .ofRecordedTwice()
        .flatMap(
            twice ->
                activities(twice, centres, unit.path(), from, until)
                    .flatMap(
                        activities ->
                            totals(twice, centres, unit.path(), from, until, activities)));
  }

  private Mono<List<CentreFigures.ActivityCount>> activities(
      RecordedTwice twice, String centres, UnitPath unit, LocalDate from, LocalDate until) {
    return bound(
            """
            with centres as (%s)
            select kind, domain, count(distinct id) as activities,
                   count(distinct person) as participants
              from centre_activity
              left join activity_participant on activity_id = id
              left join counted_service_users(:recordedTwice, :marks) using (service_user_id)
             where centre in (select path from centres) and held_on between :from and :until
             group by kind, domain
             order by kind, domain
            """
                .formatted(centres),
            twice,
            unit,
            from,
            until)
        .map(
            row ->
                new CentreFigures.ActivityCount(
                    Activity.Kind.valueOf(row.get("kind", String.class)),
                    Activity.Domain.valueOf(row.get("domain", String.class)),
                    row.get("activities", Long.class),
                    row.get("participants", Long.class)))
        .all()
        .collectList();
  }

  private Mono<CentreFigures> totals(
      RecordedTwice twice,
      String centres,
      UnitPath unit,
      LocalDate from,
      LocalDate until,
      List<CentreFigures.ActivityCount> activities) {
    return bound(
            """
            with centres as (%s),
            people as (
              select person, bool_or(member_id is not null or in_erased_family is not null) as in_family
                from service_user_stay
                join counted_service_users(:recordedTwice, :marks) using (service_user_id)
                join service_user on service_user.id = service_user_id
               where centre in (select path from centres)
                 and joined_on <= :until and (left_on is null or left_on > :from)
               group by person),
            held as (
              select id, other_participants, department_workers from centre_activity
               where centre in (select path from centres) and held_on between :from and :until)
            select (select count(*) from centres) as centres,
                   (select count(*) from people) as people,
                   (select count(*) from people where not in_family) as without_family,
                   (select count(distinct person)
                      from held join activity_participant on activity_id = held.id
                      join counted_service_users(:recordedTwice, :marks) using (service_user_id)) as served,
                   (select coalesce(sum(other_participants), 0) from held)::bigint as others,
                   (select coalesce(sum(department_workers), 0) from held)::bigint as workers
            """
                .formatted(centres),
            twice,
            unit,
            from,
            until)
        .map(row -> read(row, unit, from, until, activities))
        .one();
  }

  private DatabaseClient.GenericExecuteSpec bound(
      String sql, RecordedTwice twice, UnitPath unit, LocalDate from, LocalDate until) {
    return database
        .sql(sql)
        .bind("recordedTwice", twice.members())
        .bind("marks", twice.marks())
        .bind("unit", unit.path())
        .bind("from", from)
        .bind("until", until);
  }

  private static CentreFigures read(
      Readable row,
      UnitPath unit,
      LocalDate from,
      LocalDate until,
      List<CentreFigures.ActivityCount> activities) {
    return new CentreFigures(
        unit,
        from,
        until,
        row.get("centres", Long.class),
        row.get("people", Long.class),
        row.get("without_family", Long.class),
        row.get("served", Long.class),
        row.get("others", Long.class),
        row.get("workers", Long.class),
        activities);
  }
}
