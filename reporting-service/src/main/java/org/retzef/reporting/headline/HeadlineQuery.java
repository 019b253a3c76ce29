package org.retzef.reporting.headline;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Adds up steps: one statement, so that all figures are of one moment and one edition. */
@Repository
class HeadlineQuery {

  private final DatabaseClient database;

  HeadlineQuery(DatabaseClient database) {
    this.database = database;
  }

  /**
   * @param count null if nothing was recorded up to the day
   * @param plan null if none was in force
   */
  record Figure(@Nullable Long count, @Nullable Plan plan) {
    static final Figure NONE = new Figure(null, null);
  }

  /** The national plan of all tracks together. */
  record Plan(long seats, int version, LocalDate publishedOn) {}

  /**
   * The counts of a day, and beside them the plan as it stood on that day: of each track the one
   * published last until then.
   */
  Mono<Map<String, Figure>> asOf(LocalDate day) {
    return database
        .sql(
            """
            with live as (
              select live as edition from report_edition where report = 'headline'
            ), counted as (
              select indicator, sum(step)::bigint as count
                from live join headline_step using (edition)
               where span = 'YEAR' and first_day < date_trunc('year', $1::timestamp)::date
                  or span = 'MONTH' and first_day >= date_trunc('year', $1::timestamp)::date
                                    and first_day < date_trunc('month', $1::timestamp)::date
                  or span = 'DAY' and first_day >= date_trunc('month', $1::timestamp)::date
                                  and first_day <= $1::date
               group by indicator
            ), track_in_force as (
              select distinct on (indicator, track) indicator, seats, version, published_on
                from live join headline_plan using (edition)
               where unit = 'IL' and $1::date between first_day and last_day
                 and published_on <= $1::date
               order by indicator, track, published_on desc, version desc
            ), planned as (
              select indicator, sum(seats) as seats, max(version) as version,
                     max(published_on) as published_on
                from track_in_force
               group by indicator
            )
            select indicator, count, seats, version, published_on
              from counted full join planned using (indicator)
            """)
        .bind("$1", day)
        .map(row -> Map.entry(indicator(row), figure(row)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static String indicator(Readable row) {
    return Objects.requireNonNull(row.get("indicator", String.class));
  }

  private static Figure figure(Readable row) {
    return new Figure(row.get("count", Long.class), plan(row));
  }

  private static @Nullable Plan plan(Readable row) {
    Long seats = row.get("seats", Long.class);
    return seats == null
        ? null
        : new Plan(
            seats,
            Objects.requireNonNull(row.get("version", Integer.class)),
            Objects.requireNonNull(row.get("published_on", LocalDate.class)));
  }
}
