package org.retzef.reporting.fold;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
   * year, and of the years after it. A year that is new goes on from the one before.
   */
  private static final String CORRECTED =
      """
      with change as materialized (
        select cell, date_trunc('month', day::timestamp)::date as month,
               date_trunc('year', day::timestamp)::date as year,
               extract(day from day)::integer as of_month,
               extract(month from day)::integer + 1 as of_year, step
          from unnest($1::integer[], $2::date[], $3::bigint[]) as at (cell, day, step)
      ), months as (
        insert into figure_month (month, cell, totals)
        select month, cell, moved(kept.totals, places, steps)
          from (select month, cell, array_agg(of_month order by of_month) as places,
                       array_agg(step order by of_month) as steps
                  from change
                 group by month, cell
                 order by month, cell) as at
          left join lateral (
                 select totals from figure_month
                  where month = at.month and cell = at.cell
                 offset 0
               ) as kept on true
        on conflict (month, cell) do update set totals = excluded.totals
      ), years as materialized (
        select kept.*
          from (select cell, min(year) as since from change group by cell) as at
         cross join lateral (
                 select cell, year, totals from figure_year
                  where cell = at.cell and year >= at.since
                 offset 0
               ) as kept
         union all
        select at.cell, at.year, array[before.total]
          from (select distinct cell, year from change) as at
          left join lateral (
                 select year, totals[cardinality(totals)] as total from figure_year
                  where cell = at.cell and year <= at.year
                  order by year desc
                  limit 1
               ) as before on true
         where before.year is distinct from at.year
      )
      insert into figure_year (cell, year, totals)
      select cell, year,
             moved(totals, array_agg(place order by place), array_agg(step order by place))
        from (select years.*, step,
                     case when change.year = years.year then of_year else 1 end as place
                from years join change on change.cell = years.cell and change.year <= years.year
             ) as moving
       group by cell, year, totals
      on conflict (cell, year) do update set totals = excluded.totals
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
      ), months as (
        insert into figure_month (month, cell, totals)
        select month, id,
               moved(null, array_agg(extract(day from day)::integer order by day),
                     array_agg(step order by day))
          from by_day
         group by month, id
         order by month, id
      ), by_year as (
        select id, date_trunc('year', month::timestamp)::date as year, sum(step) as step,
               array_agg(extract(month from month)::integer + 1 order by month) as places,
               array_agg(step order by month) as steps
          from by_month
         group by 1, 2
      )
      insert into figure_year (cell, year, totals)
      select id, year, moved(array[(sum(step) over before)::bigint], places, steps)
        from by_year
      window before as (partition by id order by year
                        rows between unbounded preceding and 1 preceding)
       order by id, year
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
        .flatMap(numbers -> correct(steps, numbers))
        .then(Mono.defer(() -> tellChanged(edition, steps.keySet())));
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

  /**
   * Which measures have changed, from which month on, and by which of the edition's changes: what
   * was decided ahead by their figures holds no longer (decision 0117). Nothing of an edition that
   * does not answer: by its figures nothing is decided.
   */
  private Mono<Void> tellChanged(int edition, Set<At> steps) {
    List<Changed> changed =
        steps.stream()
            .map(at -> new Changed(at.cell().measure(), at.day().withDayOfMonth(1)))
            .distinct()
            .toList();
    return database
        .sql(
            """
            insert into figure_change (measure, month, folded)
            select measure, month, folded + 1
              from report_edition cross join unnest($2::text[], $3::date[]) as step (measure, month)
             where report = 'figures' and live = $1
            on conflict (measure, month) do update set folded = excluded.folded
            """)
        .bind("$1", edition)
        .bind("$2", changed.stream().map(Changed::measure).toArray(String[]::new))
        .bind("$3", changed.stream().map(Changed::month).toArray(LocalDate[]::new))
        .then();
  }

  private record Changed(String measure, LocalDate month) {}

  /** Of an edition that has none; may take minutes. */
  Mono<Void> makeAll(int edition) {
    return set("statement_timeout = 0")
        .then(Mono.defer(() -> set("enable_seqscan = on")))
        .then(Mono.defer(() -> set("plan_cache_mode = auto")))
        .then(Mono.defer(() -> set("work_mem = '64MB'")))
        .then(Mono.defer(() -> set("enable_nestloop = off"))) // it knows no numbers of this edition
        .then(Mono.defer(() -> database.sql(OUT_OF_FACTS).bind("$1", edition).then()));
  }

  private Mono<Void> set(String setting) {
    return database.sql("set local " + setting).then();
  }
}
