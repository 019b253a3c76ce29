package org.retzef.reporting.fold;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Makes all steps of an edition at once, out of its facts: while an edition is folded anew nobody
 * reads its figures, and one statement makes a million facts' steps in the time that {@link Steps}
 * needs for some thousands. Both must come to the same.
 */
@Repository
class StepsAnew {

  private final DatabaseClient database;

  StepsAnew(DatabaseClient database) {
    this.database = database;
  }

  /**
   * In the caller's transaction, which may take minutes. Whoever counts by one fact alone begins
   * and ends with it; only the others' spans must be joined, cell by cell.
   */
  Mono<Void> make(int edition) {
    return database
        .sql("set local statement_timeout = 0")
        .then()
        .then(Mono.defer(() -> database.sql("set local work_mem = '64MB'").then()))
        .then(Mono.defer(() -> outOfFacts(edition)));
  }

  private Mono<Void> outOfFacts(int edition) {
    return database
        .sql(
            """
            with whose as materialized (
              select measure, counted, amount, unit, traits, first_day, last_day,
                     count(*) over (partition by measure, counted) as facts
                from fact
               where edition = $1
            ), up as materialized (
              select unit, array_to_string(trim_array(path, above), '.') as place
                from (select distinct unit from whose) as units
               cross join lateral string_to_array(unit, '.') as path
               cross join lateral generate_series(0, cardinality(path) - 1) as above
            ), cell as materialized (
              select traits, split_part(trait, '=', 1) as dimension,
                     split_part(trait, '=', 2) as value
                from (select distinct traits from whose) as sets
               cross join lateral unnest(traits || '{=}'::text[]) as trait
            ), alone as (
              select measure, unit, traits, day, sum(step)::bigint as step
                from whose
               cross join lateral (
                       values (first_day, amount), (last_day + 1, -amount)
                     ) as change (day, step)
               where facts = 1 and day is not null
               group by measure, unit, traits, day
            ), joined as (
              select measure, place, dimension, value, amount,
                     unnest(range_agg(daterange(first_day, last_day, '[]'))) as days
                from whose join up using (unit) join cell using (traits)
               where facts > 1
               group by measure, counted, amount, place, dimension, value
            ), change as (
              select measure, place, dimension, value, day, step
                from alone join up using (unit) join cell using (traits)
               union all
              select measure, place, dimension, value, lower(days), amount from joined
               union all
              select measure, place, dimension, value, upper(days), -amount from joined
               where not upper_inf(days)
            ), by_day as materialized (
              select measure, place as unit, dimension, value, day, sum(step)::bigint as step
                from change
               group by measure, place, dimension, value, day
            ), new_place as (
              insert into place (edition, unit, depth)
              select distinct $1, unit, cardinality(string_to_array(unit, '.')) from by_day
              on conflict do nothing
            )
            insert into figure_step
              (edition, measure, unit, dimension, span, first_day, value, step)
            select $1, measure, unit, dimension, span, first_day, value, sum(step)
              from by_day
             cross join lateral (
                     values ('DAY', day),
                            ('MONTH', date_trunc('month', day::timestamp)::date),
                            ('YEAR', date_trunc('year', day::timestamp)::date)
                   ) as level (span, first_day)
             group by measure, unit, dimension, span, first_day, value
             order by measure, unit, dimension, span, first_day, value
            """)
        .bind("$1", edition)
        .then();
  }
}
