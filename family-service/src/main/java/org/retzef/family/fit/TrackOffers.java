package org.retzef.family.fit;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.retzef.family.fit.rules.Criterion;
import org.retzef.family.fit.rules.Seats;
import org.retzef.family.fit.rules.TrackOffer;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The tracks as they are offered to a unit on a day. */
@Repository
class TrackOffers {

  private final DatabaseClient database;
  private final Criteria criteria;

  TrackOffers(DatabaseClient database, Criteria criteria) {
    this.database = database;
    this.criteria = criteria;
  }

  /** Seats are those of the nearest unit, from the family's up, that has a plan for the day. */
  Mono<List<TrackOffer>> to(UnitPath unit, LocalDate day) {
    return criteria
        .inForce(day)
        .map(all -> all.stream().collect(Collectors.groupingBy(Criterion::track)))
        .flatMap(byTrack -> offers(unit, day, byTrack));
  }

  private Mono<List<TrackOffer>> offers(
      UnitPath unit, LocalDate day, Map<String, List<Criterion>> byTrack) {
    return database
        .sql(
            """
            select track.code as track, programme, name_he, name_en,
                   plan.id, plan.unit::text as unit, plan.seats, plan.version, plan.published_on,
                   (select count(*)
                      from enrolment join family on family.id = family_id
                     where enrolment.track = track.code and family.unit <@ plan.unit
                       and start_date <= :day and (end_date is null or end_date >= :day)) as active
              from track
              left join lateral (
                select id, unit, seats, version, published_on
                  from track_plan
                 where track_plan.track = track.code and track_plan.unit @> :unit::ltree
                   and during @> :day::date and published_on <= :day
                 order by nlevel(track_plan.unit) desc, published_on desc, version desc
                 limit 1) plan on true
             order by track.code
            """)
        .bind("unit", unit.path())
        .bind("day", day)
        .map(row -> read(row, byTrack))
        .all()
        .collectList();
  }

  private static TrackOffer read(Readable row, Map<String, List<Criterion>> byTrack) {
    String track = row.get("track", String.class);
    return new TrackOffer(
        track,
        row.get("programme", String.class),
        row.get("name_he", String.class),
        row.get("name_en", String.class),
        byTrack.getOrDefault(track, List.of()),
        seats(row));
  }

  private static Seats seats(Readable row) {
    UUID plan = row.get("id", UUID.class);
    return plan == null
        ? Seats.unknown()
        : Seats.of(
            new UnitPath(row.get("unit", String.class)),
            row.get("seats", Integer.class),
            row.get("active", Long.class),
            plan,
            row.get("version", Integer.class),
            row.get("published_on", LocalDate.class));
  }
}
