package org.retzef.reporting.fold;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.retzef.reporting.fold.Steps.At;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The steps in the database; in the caller's transaction. They are corrected as facts change, or
 * made all at once: while an edition is folded anew nobody reads its figures, and one statement
 * makes a million facts' steps in the time that {@link Steps} needs for some thousands (decision
 * 0086). Both must come to the same.
 */
@Repository
class KeptSteps {

  /** What is written of {@code by_day}: days, months and years, and the places that are new. */
  private static final String OF_ALL_SPANS =
      """
      , new_place as (
        insert into place (edition, unit, depth)
        select distinct $1, unit, cardinality(string_to_array(unit, '.')) from by_day
        on conflict do nothing
      )
      insert into figure_step as kept
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
      """;

  private static final String CORRECTED =
      """
      with by_day as (
        select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::date[],
                             $7::bigint[])
                   as step (measure, unit, dimension, value, day, step)
      )
      """
          + OF_ALL_SPANS
          + """
      on conflict (edition, measure, unit, dimension, span, first_day, value) do update
         set step = kept.step + excluded.step
      """;

  /**
   * Whoever counts by one fact alone begins and ends with it; only the others' spans must be
   * joined, cell by cell.
   */
  private static final String OUT_OF_FACTS =
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
      )
      """
          + OF_ALL_SPANS;

  private final DatabaseClient database;

  KeptSteps(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> correct(int edition, Map<At, Long> steps) {
    if (steps.isEmpty()) {
      return Mono.empty();
    }
    List<At> at = List.copyOf(steps.keySet());
    return database
        .sql(CORRECTED)
        .bind("$1", edition)
        .bind("$2", column(at, one -> one.cell().measure()))
        .bind("$3", column(at, one -> one.cell().unit()))
        .bind("$4", column(at, one -> one.cell().dimension()))
        .bind("$5", column(at, one -> one.cell().value()))
        .bind("$6", at.stream().map(At::day).toArray(LocalDate[]::new))
        .bind("$7", at.stream().map(steps::get).toArray(Long[]::new))
        .then();
  }

  /** Of an edition that has none; may take minutes. */
  Mono<Void> makeAll(int edition) {
    return database
        .sql("set local statement_timeout = 0")
        .then()
        .then(Mono.defer(() -> database.sql("set local work_mem = '64MB'").then()))
        .then(Mono.defer(() -> database.sql(OUT_OF_FACTS).bind("$1", edition).then()));
  }

  private static String[] column(List<At> steps, Function<At, String> value) {
    return steps.stream().map(value).toArray(String[]::new);
  }
}
