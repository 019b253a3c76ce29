package org.retzef.family.figures;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.CountedMarks;
import org.retzef.family.protection.CountedMarks.RecordedTwice;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Counts a subtree in one statement: each number at the unit where its record hangs, then added up
 * for the unit asked for and for those directly below it. A family counts where it was on the day.
 */
@Repository
class FiguresQuery {

  private final DatabaseClient database;
  private final CountedMarks counted;
  private final Clock clock;

  FiguresQuery(DatabaseClient database, CountedMarks counted, Clock clock) {
    this.database = database;
    this.counted = counted;
    this.clock = clock;
  }

  Mono<UnitFigures> of(UnitPath unit, LocalDate asOf) {
    return counted.ofRecordedTwice().flatMap(twice -> of(unit, asOf, twice));
  }

  private Mono<UnitFigures> of(UnitPath unit, LocalDate asOf, RecordedTwice twice) {
    return database
        .sql(
            """
            with family as materialized (select * from families_of(:unit::ltree, :endOfDay)),
            counted as (
              select path as unit, 'UNIT' as figure, '' as track, 0::bigint as number
                from unit
               where path <@ :unit::ltree and nlevel(path) = nlevel(:unit::ltree) + 1
                 and (opened_on is null or opened_on <= :asOf)
                 and (closed_on is null or closed_on >= :asOf)
              union all
              select unit, 'FAMILIES', '', count(*)
                from family
               where registered_at < :endOfDay and merged_into is null
               group by unit
              union all
              select unit, 'MEMBERS', '', count(*)
                from member join family on family.id = family_id
               where joined_on <= :asOf and (left_on is null or left_on > :asOf)
                 and registered_at < :endOfDay
               group by unit
              union all
              select unit, 'ACTIVE', track, count(*)
                from enrolment join family on family.id = family_id
               where start_date <= :asOf and (end_date is null or end_date >= :asOf)
               group by unit, track
              union all
              select unit, 'GRADUATES', '', count(distinct family_id)
                from enrolment join family on family.id = family_id
               where outcome = 'GRADUATED' and end_date < :asOf
               group by unit
              union all
              select path, 'CENTRES', '', 1
                from unit
               where path <@ :unit::ltree and kind = 'OTZMA_CENTRE'
                 and (opened_on is null or opened_on <= :asOf)
                 and (closed_on is null or closed_on >= :asOf)
              union all
              select distinct locality, 'LOCALITIES', '', 1
                from centre_locality join unit on path = centre
               where locality <@ :unit::ltree and during @> :asOf::date
                 and (opened_on is null or opened_on <= :asOf)
                 and (closed_on is null or closed_on >= :asOf)
              union all
              select centre, case when member.id is not null or in_erased_family @> :asOf::date
                                  then 'SERVICE_USERS_IN_FAMILIES'
                                  else 'SERVICE_USERS_ONLY' end, '', count(*)
                from (select distinct on (person) person, service_user_id, centre
                        from service_user_stay stay
                        join counted_service_users(:recordedTwice, :marks) using (service_user_id)
                       where stay.joined_on <= :asOf
                         and (stay.left_on is null or stay.left_on > :asOf)
                       order by person, stay.joined_on, stay.id) first_stay
                join service_user on service_user.id = service_user_id
                left join member
                  on member.id = person and member.joined_on <= :asOf
                 and (member.left_on is null or member.left_on > :asOf)
               where centre <@ :unit::ltree
               group by centre, 2
            )
            select figure, track, sum(number)::bigint as number,
                   case when nlevel(unit) = nlevel(:unit::ltree) then ''
                        else subpath(unit, 0, nlevel(:unit::ltree) + 1)::text end as child
              from counted
             group by child, figure, track
            """)
        .bind("unit", unit.path())
        .bind("asOf", asOf)
        .bind("endOfDay", endOf(asOf))
        .bind("recordedTwice", twice.members())
        .bind("marks", twice.marks())
        .map(FiguresQuery::read)
        .all()
        .collectList()
        .map(counts -> figures(unit, asOf, counts));
  }

  /** Per authority and track, in the order of both; authorities without a family do not appear. */
  Mono<Page<AuthorityTrackCount>> perAuthority(
      UnitPath unit, LocalDate asOf, @Nullable String track, PageRequest page) {
    return database
        .sql(
            """
            select subpath(unit, 0, 3)::text as authority, track, count(*) as families
              from enrolment
              join families_of(:unit::ltree, :endOfDay) family on family.id = family_id
             where start_date <= :asOf and (end_date is null or end_date >= :asOf)
               and (:track::text is null or track = :track)
               and (subpath(unit, 0, 3)::text || '/' || track) > :after
             group by subpath(unit, 0, 3), track
             order by subpath(unit, 0, 3)::text || '/' || track
             limit :limit
            """)
        .bind("unit", unit.path())
        .bind("asOf", asOf)
        .bind("endOfDay", endOf(asOf))
        .bind("track", Parameters.in(R2dbcType.VARCHAR, track))
        .bind("after", page.after("", after -> after))
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new AuthorityTrackCount(
                    new UnitPath(row.get("authority", String.class)),
                    row.get("track", String.class),
                    row.get("families", Long.class)))
        .all()
        .collectList()
        .map(rows -> Page.of(rows, page, row -> row.authority() + "/" + row.track()));
  }

  private Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(clock.getZone()).toInstant();
  }

  private static UnitFigures figures(UnitPath unit, LocalDate asOf, List<Count> counts) {
    var byChild =
        counts.stream()
            .collect(Collectors.groupingBy(Count::child, TreeMap::new, Collectors.toList()));
    List<Count> own = byChild.getOrDefault("", List.of());
    byChild.remove("");
    return new UnitFigures(
        unit,
        asOf,
        Count.sum(counts),
        Count.sum(own),
        byChild.entrySet().stream()
            .map(
                child ->
                    new UnitFigures.Child(
                        new UnitPath(child.getKey()), Count.sum(child.getValue())))
            .toList());
  }

  private static Count read(Readable row) {
    return new Count(
        row.get("child", String.class),
        row.get("figure", String.class),
        row.get("track", String.class),
        row.get("number", Long.class));
  }
}
