package org.retzef.reporting.headline;

import java.time.LocalDate;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The plans that shares are measured against; in the caller's transaction. */
@Repository
class Plans {

  private final DatabaseClient database;

  Plans(DatabaseClient database) {
    this.database = database;
  }

  /**
   * @param indicator whose families have these seats
   */
  record Plan(
      UUID id,
      String indicator,
      String track,
      String unit,
      LocalDate from,
      LocalDate until,
      int seats,
      int version,
      LocalDate publishedOn) {}

  /** A plan never changes: a new version is another one. */
  Mono<Void> keep(int edition, Plan plan) {
    return database
        .sql(
            """
            insert into headline_plan
              (edition, plan_id, indicator, track, unit, first_day, last_day, seats, version,
               published_on)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (edition, plan_id) do nothing
            """)
        .bind("$1", edition)
        .bind("$2", plan.id())
        .bind("$3", plan.indicator())
        .bind("$4", plan.track())
        .bind("$5", plan.unit())
        .bind("$6", plan.from())
        .bind("$7", plan.until())
        .bind("$8", plan.seats())
        .bind("$9", plan.version())
        .bind("$10", plan.publishedOn())
        .then();
  }
}
