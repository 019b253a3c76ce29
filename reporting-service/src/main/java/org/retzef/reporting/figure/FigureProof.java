package org.retzef.reporting.figure;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.retzef.platform.outbox.Commands;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts the facts again, in another way than they were folded: the database joins the spans of
 * whoever counts by several facts itself, in every cell and day; months are held against their
 * days, and years against the one before. A measure is proved by one statement, which sees both
 * sides at one moment.
 */
@Repository
class FigureProof {

  /** It reads everything of a measure; that may take longer than an answer. */
  private static final String PATIENTLY =
      """
      select set_config('statement_timeout', '20min', true), set_config('work_mem', '64MB', true),
             set_config('jit', 'off', true), set_config('enable_mergejoin', 'off', true)
      """;

  private final DatabaseClient database;
  private final Commands commands;

  FigureProof(DatabaseClient database, Commands commands) {
    this.database = database;
    this.commands = commands;
  }

  /** All that have facts or figures, without a look at each fact. */
  Flux<String> measures() {
    return database
        .sql(
            """
            with recursive live as (
              select live as edition from report_edition where report = 'figures'
            ), of_facts (measure) as (
              select min(measure) from fact
               union all
              select (select min(fact.measure) from fact where fact.measure > of_facts.measure)
                from of_facts
               where measure is not null
            )
            select measure from live join figure_cell using (edition)
             union
            select measure from of_facts
             cross join lateral (
                     select from live join fact using (edition)
                      where fact.measure = of_facts.measure limit 1
                   ) as one
             order by measure
            """)
        .map(row -> get(row, "measure", String.class))
        .all();
  }

  Mono<Proof.Item> prove(String measure, LocalDate day) {
    return commands.run(
        () -> database.sql(PATIENTLY).then().then(Mono.defer(() -> compare(measure, day))));
  }

  private Mono<Proof.Item> compare(String measure, LocalDate day) {
    return database
        .sql(
            """
            with cell as materialized (
              select id, unit as place, dimension, value
                from report_edition join figure_cell on edition = live
               where report = 'figures' and measure = $1
            ), counted as materialized (
              select counted, amount, unit, traits, first_day, last_day,
                     count(*) over (partition by counted) > 1 as joins
                from report_edition join fact on edition = live
               where report = 'figures' and measure = $1
            ), address as materialized (
              select unit, traits, place, dimension,
                     coalesce(id, -dense_rank() over (order by place, dimension, value))::integer as cell
                from (select distinct unit, traits from counted) as kind
               cross join string_to_array(unit, '.') as path
               cross join unnest(path) with ordinality as part (name, depth)
               cross join unnest(array_append(traits, '')) as trait
               cross join lateral (
                       select array_to_string(trim_array(path, cardinality(path) - depth::integer), '.') as place,
                              split_part(trait, '=', 1) as dimension, split_part(trait, '=', 2) as value
                     ) as named
                left join cell using (place, dimension, value)
            ), joined as (
              select cell, amount, unnest(range_agg(daterange(first_day, last_day, '[]'))) as days
                from counted join address using (unit, traits)
               where joins
               group by counted, amount, cell
            ), change as (
              select cell, day, step
                from (select unit, traits, day, sum(step)::bigint as step
                        from counted
                       cross join lateral (
                               values (first_day, amount), (last_day + 1, -amount)
                             ) as change (day, step)
                       where not joins and day is not null
                       group by unit, traits, day) as alone
                join address using (unit, traits)
               union all
              select cell, day, step
                from joined
               cross join lateral (
                       values (lower(days), amount), (upper(days), -amount)
                     ) as change (day, step)
               where day is not null
            ), expected as materialized (
              select cell, day, sum(step)::bigint as step from change group by cell, day
            ), kept as materialized (
              select id as cell, month + nth::integer - 1 as day,
                     coalesce(total, 0) - coalesce(before, 0) as step
                from cell join figure_month on figure_month.cell = id
               cross join lateral unnest(totals, null::bigint || totals) with ordinality
                            as each (total, before, nth)
               where nth <= cardinality(totals) and coalesce(total, 0) <> coalesce(before, 0)
            ), year as materialized (
              select id as cell, year, totals, lag(totals) over (partition by id order by year) as before
                from cell join figure_year on figure_year.cell = id
            ), of_month as (
              select cell, (year + (place - 1) * interval '1 month')::date as month,
                     coalesce(totals[least(place + 1, cardinality(totals))], 0)
                       - coalesce(totals[least(place, cardinality(totals))], 0) as step
                from year cross join generate_series(1, 12) as place
            ), summed as (
              select cell, date_trunc('month', day::timestamp)::date as month, sum(step) as step
                from expected
               group by 1, 2
            ), country as materialized (
              select id as cell from cell where place = 'IL' and dimension = ''
               union
              select cell from address where place = 'IL' and dimension = ''
            )
            select (select coalesce(sum(step), 0)::bigint from kept join country using (cell)
                     where day <= $2) as aggregate,
                   (select coalesce(sum(step), 0)::bigint from expected join country using (cell)
                     where day <= $2) as raw,
                   ((select coalesce(sum(abs(coalesce(kept.step, 0) - coalesce(expected.step, 0))), 0)
                       from expected full join kept using (cell, day))
                     + (select coalesce(sum(abs(coalesce(of_month.step, 0) - coalesce(summed.step, 0))), 0)
                          from of_month full join summed using (cell, month))
                     + (select coalesce(sum(abs(coalesce(totals[1], 0)
                                                - coalesce(before[cardinality(before)], 0))), 0)
                          from year))::bigint as difference,
                   (select count(*) from counted) as facts,
                   now() as proved_at
            """)
        .bind("$1", measure)
        .bind("$2", day)
        .map(row -> item(measure, day, row))
        .one();
  }

  /** What was committed before {@code proved_at}, when the transaction began, is in it. */
  private static Proof.Item item(String measure, LocalDate day, Readable row) {
    return new Proof.Item(
        measure,
        get(row, "aggregate", Long.class),
        get(row, "raw", Long.class),
        get(row, "difference", Long.class),
        get(row, "facts", Long.class),
        day,
        get(row, "proved_at", Instant.class),
        null);
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
