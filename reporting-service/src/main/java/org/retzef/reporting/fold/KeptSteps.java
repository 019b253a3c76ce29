package org.retzef.reporting.fold;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.retzef.reporting.fold.Steps.At;
import org.retzef.reporting.fold.Steps.Cell;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The steps in the database, kept as running totals (decision 0087); in the caller's transaction.
 * They are corrected as facts change, or made all at once: while an edition is folded anew nobody
 * reads its figures, and one statement makes a million facts' steps in the time that {@link Steps}
 * needs for some thousands (decision 0086). Both must come to the same.
 */
@Repository
class KeptSteps {

  /**
   * A day's step moves the totals of the days after it in its month, of the months after it in its
   * year, and of the years after it. A total that is new goes on from the one before; the others
   * are found again by their place, which nobody else changes meanwhile.
   */
  private static final String CORRECTED =
      """
      with change as materialized (
        select cell, span, since, until, first_day, sum(step) as step
          from unnest($1::integer[], $2::date[], $3::bigint[]) as at (cell, day, step)
         cross join lateral (
                 select date_trunc('month', day::timestamp) as month,
                        date_trunc('year', day::timestamp) as year
               ) as calendar
         cross join lateral (
                 values ('D'::"char", day, month::date, (month + interval '1 month')::date),
                        ('M', month::date, year::date, (year + interval '1 year')::date),
                        ('Y', year::date, '-infinity', 'infinity')
               ) as level (span, first_day, since, until)
         group by cell, span, since, until, first_day
      ), begun as (
        select cell, span, since, until, min(first_day) as first_day
          from change
         group by cell, span, since, until
      ), moved as (
        select cell, span, since, first_day, sum(step) as step, max(total) as total,
               max(place) as place
          from (select cell, span, since, first_day, step, null::bigint as total,
                       null::tid as place
                  from change
                 union all
                select cell, span, since, kept.first_day, 0, kept.total, kept.place
                  from begun
                 cross join lateral (
                         select first_day, total, ctid as place from figure_total
                          where cell = begun.cell and span = begun.span
                            and first_day >= begun.first_day and first_day < begun.until
                         offset 0
                       ) as kept
               ) as either
         group by cell, span, since, first_day
      ), wanted as materialized (
        select cell, span, first_day, place,
               coalesce(moved.total, before.total, 0)
                 + sum(step) over (partition by cell, span, since order by first_day) as total
          from moved
          left join lateral (
                 select total from figure_total
                  where moved.place is null and cell = moved.cell and span = moved.span
                    and first_day >= moved.since and first_day < moved.first_day
                  order by first_day desc
                  limit 1
               ) as before on true
      ), corrected as (
        update figure_total as kept
           set total = wanted.total
          from wanted
         where kept.ctid = wanted.place
      )
      insert into figure_total (cell, span, first_day, total)
      select cell, span, first_day, total from wanted where place is null
      """;

  /**
   * Whoever counts by one fact alone begins and ends with it; only the others' spans must be
   * joined, cell by cell. Facts of one measure, unit and traits are of one kind, which counts in
   * the same cells.
   */
  private static final String OUT_OF_FACTS =
      """
      with kind as materialized (
        select row_number() over () as kind, measure, unit, traits
          from (select distinct measure, unit, traits from fact where edition = $1) as kinds
      ), address as materialized (
        select kind, measure, split_part(trait, '=', 1) as dimension,
               cardinality(path) - above as depth,
               array_to_string(trim_array(path, above), '.') as unit,
               split_part(trait, '=', 2) as value
          from kind
         cross join lateral string_to_array(unit, '.') as path
         cross join lateral generate_series(0, cardinality(path) - 1) as above
         cross join lateral unnest(traits || '{=}'::text[]) as trait
      ), made as (
        insert into figure_cell (edition, measure, dimension, depth, unit, value)
        select distinct $1, measure, dimension, depth, unit, value
          from address
         order by measure, dimension, depth, unit, value
        returning id, measure, dimension, unit, value
      ), cell as materialized (
        select kind, id from address join made using (measure, dimension, unit, value)
      ), several as materialized (
        select measure, counted from fact
         where edition = $1
         group by measure, counted
        having count(*) > 1
      ), whose as materialized (
        select kind, counted, amount, first_day, last_day, several.counted is not null as joins
          from fact
          join kind using (measure, unit, traits)
          left join several using (measure, counted)
         where edition = $1
      ), alone as (
        select kind, day, date_trunc('month', day::timestamp)::date as month,
               sum(step)::bigint as step
          from whose
         cross join lateral (
                 values (first_day, amount), (last_day + 1, -amount)
               ) as change (day, step)
         where not joins and day is not null
         group by kind, day
      ), joined as (
        select id, amount, unnest(range_agg(daterange(first_day, last_day, '[]'))) as days
          from whose join cell using (kind)
         where joins
         group by counted, amount, id
      ), by_day as materialized (
        select id, day, month, sum(step)::bigint as step
          from (select id, day, month, step from alone join cell using (kind)
                 union all
                select id, day, date_trunc('month', day::timestamp)::date, step
                  from joined
                 cross join lateral (
                         values (lower(days), amount), (upper(days), -amount)
                       ) as change (day, step)
                 where day is not null
               ) as change
         group by id, day, month
      ), by_month as materialized (
        select id, month, sum(step)::bigint as step from by_day group by id, month
      ), of_span (cell, span, since, first_day, step) as (
        select id, 'D'::"char", month, day, step from by_day
         union all
        select id, 'M', date_trunc('year', month::timestamp)::date, month, step from by_month
         union all
        select id, 'Y', '-infinity', date_trunc('year', month::timestamp)::date, sum(step)::bigint
          from by_month
         group by 1, 4
      )
      insert into figure_total (cell, span, first_day, total)
      select cell, span, first_day,
             sum(step) over (partition by cell, span, since order by first_day)
        from of_span
       order by cell, span, since, first_day
      """;

  private final DatabaseClient database;
  private final Cells cells;

  KeptSteps(DatabaseClient database, Cells cells) {
    this.database = database;
    this.cells = cells;
  }

  Mono<Void> correct(int edition, Map<At, Long> steps) {
    if (steps.isEmpty()) {
      return Mono.empty();
    }
    return cells
        .numbers(edition, steps.keySet().stream().map(At::cell).collect(Collectors.toSet()))
        .flatMap(numbers -> correct(steps, numbers));
  }

  private Mono<Void> correct(Map<At, Long> steps, Map<Cell, Integer> numbers) {
    List<At> at = List.copyOf(steps.keySet());
    return database
        .sql(CORRECTED)
        .bind("$1", at.stream().map(one -> numbers.get(one.cell())).toArray(Integer[]::new))
        .bind("$2", at.stream().map(At::day).toArray(LocalDate[]::new))
        .bind("$3", at.stream().map(steps::get).toArray(Long[]::new))
        .then();
  }

  /** Of an edition that has none; may take minutes. */
  Mono<Void> makeAll(int edition) {
    return set("statement_timeout = 0")
        .then(Mono.defer(() -> set("enable_seqscan = on")))
        .then(Mono.defer(() -> set("work_mem = '64MB'")))
        .then(Mono.defer(() -> set("enable_nestloop = off"))) // it knows no numbers of this edition
        .then(Mono.defer(() -> database.sql(OUT_OF_FACTS).bind("$1", edition).then()));
  }

  private Mono<Void> set(String setting) {
    return database.sql("set local " + setting).then();
  }
}
