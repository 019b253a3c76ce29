package org.retzef.family.fit;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import org.retzef.family.fit.rules.Criterion;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Criteria in the database: a new wording ends the old one and never changes it. */
@Repository
class Criteria {

  private static final String COLUMNS =
      """
      track, code, expression, name_he, name_ar, name_en, version, source, confirmed
      """;

  private final DatabaseClient database;

  Criteria(DatabaseClient database) {
    this.database = database;
  }

  Mono<List<Criterion>> inForce(LocalDate day) {
    return database
        .sql(
            "select "
                + COLUMNS
                + " from fit_criterion where during @> :day::date order by track, id limit 1000")
        .bind("day", day)
        .map(Criteria::read)
        .all()
        .collectList();
  }

  Flux<Criterion> of(String track, LocalDate day) {
    return database
        .sql(
            "select "
                + COLUMNS
                + " from fit_criterion where track = :track and during @> :day::date"
                + " order by id limit 200")
        .bind("track", track)
        .bind("day", day)
        .map(Criteria::read)
        .all();
  }

  /** Ends what is in force on the day before; nothing that was to begin later stays. */
  Mono<Criterion> replace(String track, CriterionRequest wording) {
    return database
        .sql("select from track where code = :track for no key update")
        .bind("track", track)
        .then()
        .then(endBefore(track, wording))
        .then(insert(track, wording));
  }

  private Mono<Void> endBefore(String track, CriterionRequest wording) {
    return database
        .sql(
            """
            update fit_criterion set during = daterange(lower(during), :from)
             where track = :track and code = :code and during @> :from::date
               and lower(during) < :from
            """)
        .bind("track", track)
        .bind("code", wording.code())
        .bind("from", wording.from())
        .then();
  }

  private Mono<Criterion> insert(String track, CriterionRequest wording) {
    return database
        .sql(
            """
            insert into fit_criterion
              (track, code, expression, name_he, name_ar, name_en, during, version, source,
               confirmed)
            select :track, :code, :expression, :nameHe, :nameAr, :nameEn, daterange(:from, null),
                   coalesce(max(version), 0) + 1, :source, :confirmed
              from fit_criterion where track = :track and code = :code
            returning\s"""
                + COLUMNS)
        .bind("track", track)
        .bind("code", wording.code())
        .bind("expression", wording.expression())
        .bind("nameHe", wording.nameHe())
        .bind("nameAr", wording.nameAr())
        .bind("nameEn", wording.nameEn())
        .bind("from", wording.from())
        .bind("source", wording.source())
        .bind("confirmed", wording.confirmed())
        .map(Criteria::read)
        .one();
  }

  Mono<Boolean> isEmpty() {
    return database
        .sql("select pg_advisory_xact_lock(hashtext('fit_criterion'))")
        .then()
        .then(
            database
                .sql("select not exists (select from fit_criterion) as empty")
                .map(row -> row.get("empty", Boolean.class))
                .one());
  }

  private static Criterion read(Readable row) {
    return new Criterion(
        row.get("track", String.class),
        row.get("code", String.class),
        row.get("expression", String.class),
        row.get("name_he", String.class),
        row.get("name_ar", String.class),
        row.get("name_en", String.class),
        row.get("version", Integer.class),
        row.get("source", String.class),
        row.get("confirmed", Boolean.class));
  }
}
