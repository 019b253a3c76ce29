package org.retzef.reporting.enrolment;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The plans that shares are measured against. */
@Repository
public class SeatPlans {

  private final DatabaseClient database;

  SeatPlans(DatabaseClient database) {
    this.database = database;
  }

  /** In the caller's transaction. */
  Mono<Void> keep(int edition, SeatPlan plan) {
    return database
        .sql(
            """
            insert into seat_plan
              (edition, plan_id, programme, track, unit, first_day, last_day, seats, version,
               published_on)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (edition, plan_id) do nothing
            """)
        .bind("$1", edition)
        .bind("$2", plan.planId())
        .bind("$3", plan.programme())
        .bind("$4", plan.track())
        .bind("$5", plan.unit())
        .bind("$6", plan.from())
        .bind("$7", plan.until())
        .bind("$8", plan.seats())
        .bind("$9", plan.version())
        .bind("$10", plan.publishedOn())
        .then();
  }

  /**
   * A plan that was in force on a day.
   *
   * @param day on which it was
   */
  public record InForce(LocalDate day, SeatPlan plan) {}

  /**
   * The plans as they stood on each day: of each unit and track the one published last until then.
   *
   * @param unit with all below it
   */
  public Mono<List<InForce>> inForce(String unit, List<LocalDate> days) {
    return database
        .sql(
            """
            select distinct on (day, unit, track)
                   day, plan_id, programme, track, unit, first_day, last_day, seats, version,
                   published_on
              from unnest($2::date[]) as on_day (day)
              join seat_plan on day between first_day and last_day and published_on <= day
             where edition = (select live from report_edition where report = 'figures')
               and (unit = $1 or starts_with(unit, $1 || '.'))
             order by day, unit, track, published_on desc, version desc
            """)
        .bind("$1", unit)
        .bind("$2", days.toArray(LocalDate[]::new))
        .map(row -> new InForce(day(row, "day"), plan(row)))
        .all()
        .collectList();
  }

  /** The country's plans, each year's as it was published last. */
  public Flux<SeatPlan> ofTheCountry() {
    return database
        .sql(
            """
            select distinct on (track, extract(year from first_day))
                   plan_id, programme, track, unit, first_day, last_day, seats, version,
                   published_on
              from seat_plan
             where edition = (select live from report_edition where report = 'figures')
               and unit = 'IL'
             order by track, extract(year from first_day), published_on desc, version desc
            """)
        .map(SeatPlans::plan)
        .all();
  }

  private static SeatPlan plan(Readable row) {
    return new SeatPlan(
        get(row, "plan_id", UUID.class),
        get(row, "programme", String.class),
        get(row, "track", String.class),
        get(row, "unit", String.class),
        day(row, "first_day"),
        day(row, "last_day"),
        get(row, "seats", Integer.class),
        get(row, "version", Integer.class),
        day(row, "published_on"));
  }

  private static LocalDate day(Readable row, String column) {
    return get(row, column, LocalDate.class);
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
