package org.retzef.family.programme;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Programmes, tracks and plans in the database. The first two are few and change with the law. */
@Repository
public class Programmes {

  private final DatabaseClient database;

  Programmes(DatabaseClient database) {
    this.database = database;
  }

  Flux<Programme> programmes() {
    return database
        .sql("select code, name_he, name_en from programme order by code")
        .map(
            row ->
                new Programme(
                    row.get("code", String.class),
                    row.get("name_he", String.class),
                    row.get("name_en", String.class)))
        .all();
  }

  Flux<Track> tracks() {
    return database
        .sql("select code, programme, name_he, name_en from track order by code")
        .map(Programmes::readTrack)
        .all();
  }

  /** The track of this code, or nothing. */
  public Mono<Track> track(String code) {
    return database
        .sql("select code, programme, name_he, name_en from track where code = :code")
        .bind("code", code)
        .map(Programmes::readTrack)
        .one();
  }

  private static Track readTrack(Readable row) {
    return new Track(
        row.get("code", String.class),
        row.get("programme", String.class),
        row.get("name_he", String.class),
        row.get("name_en", String.class));
  }

  /**
   * A plan is seen by whom it concerns: of the caller's unit, of those below and of those above.
   */
  Mono<Page<TrackPlan>> plans(Caller caller, PageRequest page) {
    return database
        .sql(
            """
            select id, track, unit::text as unit, lower(during) as first_day,
                   upper(during) - 1 as last_day, seats, version, published_on
              from track_plan
             where (unit <@ :callerUnit::ltree or unit @> :callerUnit::ltree)
               and id > :after
             order by id
             limit :limit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new TrackPlan(
                    row.get("id", UUID.class),
                    row.get("track", String.class),
                    new UnitPath(row.get("unit", String.class)),
                    row.get("first_day", LocalDate.class),
                    row.get("last_day", LocalDate.class),
                    row.get("seats", Integer.class),
                    row.get("version", Integer.class),
                    row.get("published_on", LocalDate.class)))
        .all()
        .collectList()
        .map(plans -> Page.of(plans, page, plan -> plan.id().toString()));
  }

  /**
   * Whether nothing was loaded yet. Waits for another copy of the service that is loading at this
   * moment; a statement sees only what was committed before it, so the question is one of its own.
   */
  Mono<Boolean> isEmpty() {
    return database
        .sql("select pg_advisory_xact_lock(hashtext('programme'))")
        .then()
        .then(
            database
                .sql("select not exists (select from programme) as empty")
                .map(row -> row.get("empty", Boolean.class))
                .one());
  }

  Mono<Void> insertProgrammes(List<Programme> programmes) {
    return database
        .sql(
            """
            insert into programme (code, name_he, name_en)
            select * from unnest(:codes::text[], :namesHe::text[], :namesEn::text[])
            """)
        .bind("codes", programmes.stream().map(Programme::code).toArray(String[]::new))
        .bind("namesHe", programmes.stream().map(Programme::nameHe).toArray(String[]::new))
        .bind("namesEn", programmes.stream().map(Programme::nameEn).toArray(String[]::new))
        .then();
  }

  Mono<Void> insertTracks(List<Track> tracks) {
    return database
        .sql(
            """
            insert into track (code, programme, name_he, name_en)
            select * from unnest(:codes::text[], :programmes::text[],
                                 :namesHe::text[], :namesEn::text[])
            """)
        .bind("codes", tracks.stream().map(Track::code).toArray(String[]::new))
        .bind("programmes", tracks.stream().map(Track::programme).toArray(String[]::new))
        .bind("namesHe", tracks.stream().map(Track::nameHe).toArray(String[]::new))
        .bind("namesEn", tracks.stream().map(Track::nameEn).toArray(String[]::new))
        .then();
  }

  Mono<Void> insertPlan(TrackPlan plan) {
    return database
        .sql(
            """
            insert into track_plan (id, track, unit, during, seats, version, published_on)
            values (:id, :track, :unit::ltree, daterange(:from, :until, '[]'), :seats, :version,
                    :publishedOn)
            """)
        .bind("id", plan.id())
        .bind("track", plan.track())
        .bind("unit", plan.unit().path())
        .bind("from", plan.from())
        .bind("until", plan.until())
        .bind("seats", plan.seats())
        .bind("version", plan.version())
        .bind("publishedOn", plan.publishedOn())
        .then();
  }
}
