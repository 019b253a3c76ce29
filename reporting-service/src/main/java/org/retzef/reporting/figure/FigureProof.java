package org.retzef.reporting.figure;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Objects;
import org.retzef.platform.outbox.Commands;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts the facts again, in another way than they were folded: the database joins each one's spans
 * itself, in every cell and day; months and years are held against their days, and each total
 * against the one before it. A measure is proved by one statement, which sees both sides at one
 * moment.
 */
@Repository
class FigureProof {

  /** A proof reads everything; it may take longer than an answer. */
  private static final String PATIENTLY = "set local statement_timeout = '120s'";

  private final DatabaseClient database;
  private final Commands commands;

  FigureProof(DatabaseClient database, Commands commands) {
    this.database = database;
    this.commands = commands;
  }

  Mono<Proof> asOf(LocalDate day) {
    return measures()
        .concatMap(measure -> prove(measure, day))
        .collectList()
        .map(items -> Proof.of(day, items));
  }

  private Flux<String> measures() {
    return database
        .sql(
            """
            with live as (
              select live as edition from report_edition where report = 'figures'
            )
            select measure from live join figure_cell using (edition)
             union
            select measure from live join fact using (edition)
             order by measure
            """)
        .map(row -> get(row, "measure", String.class))
        .all();
  }

  private Mono<Proof.Item> prove(String measure, LocalDate day) {
    return commands.run(
        () -> database.sql(PATIENTLY).then().then(Mono.defer(() -> compare(measure, day))));
  }

  private Mono<Proof.Item> compare(String measure, LocalDate day) {
    return database
        .sql(
            """
            with live as (
              select live as edition from report_edition where report = 'figures'
            ), counted as (
              select counted, amount, unit, traits, first_day, last_day
                from live join fact using (edition)
               where measure = $1
            ), present as (
              select place, dimension, value, amount,
                     unnest(range_agg(daterange(first_day, last_day, '[]'))) as days
                from counted
               cross join lateral (
                       select array_to_string(trim_array(path, above), '.') as place
                         from string_to_array(unit, '.') as path,
                              generate_series(0, cardinality(path) - 1) as above
                     ) as places
               cross join lateral (
                       select '' as dimension, '' as value
                        union all
                       select split_part(trait, '=', 1), split_part(trait, '=', 2)
                         from unnest(traits) as trait
                     ) as cells
               group by counted, amount, place, dimension, value
            ), change as (
              select place, dimension, value, lower(days) as day, amount as step from present
               union all
              select place, dimension, value, upper(days), -amount from present
               where not upper_inf(days)
            ), expected as (
              select place as unit, dimension, value, day as first_day, sum(step) as step
                from change
               group by place, dimension, value, day
            ), kept as materialized (
              select unit, dimension, value, span, first_day,
                     total - lag(total, 1, 0::bigint) over (
                               partition by cell, span,
                                            case span
                                              when 'D' then date_trunc('month', first_day::timestamp)
                                              when 'M' then date_trunc('year', first_day::timestamp)
                                            end
                               order by first_day) as step
                from live
                join figure_cell using (edition)
                join figure_total on cell = id
               where measure = $1
            ), kept_day as (
              select unit, dimension, value, first_day, step from kept where span = 'D'
            ), summed as (
              select unit, dimension, value, span, level.first_day, sum(step) as step
                from kept_day
               cross join lateral (
                       values ('M'::"char", date_trunc('month', kept_day.first_day::timestamp)::date),
                              ('Y', date_trunc('year', kept_day.first_day::timestamp)::date)
                     ) as level (span, first_day)
               group by unit, dimension, value, span, level.first_day
            ), longer as (
              select coalesce(sum(abs(coalesce(kept.step, 0) - coalesce(summed.step, 0))), 0)
                       as difference
                from (select * from kept where span <> 'D') as kept
                full join summed using (unit, dimension, value, span, first_day)
            )
            select coalesce(sum(kept_day.step) filter (
                       where unit = 'IL' and dimension = '' and first_day <= $2), 0)
                     ::bigint as aggregate,
                   coalesce(sum(expected.step) filter (
                       where unit = 'IL' and dimension = '' and first_day <= $2), 0)
                     ::bigint as raw,
                   (coalesce(sum(abs(coalesce(kept_day.step, 0) - coalesce(expected.step, 0))), 0)
                     + (select difference from longer))::bigint as difference,
                   (select count(*) from counted) as facts
              from expected
              full join kept_day using (unit, dimension, value, first_day)
            """)
        .bind("$1", measure)
        .bind("$2", day)
        .map(row -> item(measure, row))
        .one();
  }

  private static Proof.Item item(String measure, Readable row) {
    return new Proof.Item(
        measure,
        get(row, "aggregate", Long.class),
        get(row, "raw", Long.class),
        get(row, "difference", Long.class),
        get(row, "facts", Long.class));
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
