package org.retzef.reporting.headline;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Counts the facts again, in another way than they were folded: the database joins each one's spans
 * itself. One statement sees both sides at one moment.
 */
@Repository
class HeadlineProof {

  private final DatabaseClient database;

  HeadlineProof(DatabaseClient database) {
    this.database = database;
  }

  Mono<Proof> asOf(LocalDate day) {
    return database
        .sql(
            """
            with live as (
              select live as edition from report_edition where report = 'headline'
            ), fact as (
              select indicator, counted, first_day, last_day
                from live join headline_fact using (edition)
            ), present as (
              select indicator, unnest(range_agg(daterange(first_day, last_day, '[]'))) as days
                from fact
               group by indicator, counted
            ), change as (
              select indicator, lower(days) as day, 1 as step from present
               union all
              select indicator, upper(days), -1 from present where not upper_inf(days)
            ), expected as (
              select indicator, span, first_day, sum(step) as step
                from change
               cross join lateral (
                       values ('DAY', day),
                              ('MONTH', date_trunc('month', day::timestamp)::date),
                              ('YEAR', date_trunc('year', day::timestamp)::date)
                     ) as level (span, first_day)
               group by indicator, span, first_day
            ), kept as (
              select indicator, span, first_day, step
                from live join headline_step using (edition)
            )
            select indicator,
                   coalesce(sum(kept.step) filter (where span = 'DAY' and first_day <= $1), 0)
                     ::bigint as aggregate,
                   coalesce(sum(expected.step) filter (where span = 'DAY' and first_day <= $1), 0)
                     ::bigint as raw,
                   sum(abs(coalesce(kept.step, 0) - coalesce(expected.step, 0)))::bigint
                     as difference,
                   max(coalesce(facts, 0)) as facts
              from expected
              full join kept using (indicator, span, first_day)
              left join (select indicator, count(*) as facts from fact group by indicator) as counts
                   using (indicator)
             group by indicator
             order by indicator
            """)
        .bind("$1", day)
        .map(HeadlineProof::item)
        .all()
        .collectList()
        .map(items -> Proof.of(day, items));
  }

  private static Proof.Item item(Readable row) {
    return new Proof.Item(
        Objects.requireNonNull(row.get("indicator", String.class)),
        number(row, "aggregate"),
        number(row, "raw"),
        number(row, "difference"),
        number(row, "facts"));
  }

  private static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class));
  }
}
