package org.retzef.reporting.figure;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Adds up steps: one statement, so that all figures are of one moment and one edition. */
@Repository
public class Figures {

  private final DatabaseClient database;

  Figures(DatabaseClient database) {
    this.database = database;
  }

  /**
   * A figure of a day.
   *
   * @param key of the breakdown: a unit, a trait's value; empty for the whole
   */
  public record Figure(Term term, String key, LocalDate day, long value) {}

  /**
   * The figures of a unit, with all below it. Where nothing was ever recorded up to a day, there is
   * none.
   *
   * @param terms wholes only, if they are broken down by a trait
   */
  public Mono<List<Figure>> of(
      Collection<Term> terms, String unit, Breakdown breakdown, Collection<LocalDate> days) {
    List<Term> wanted = terms.stream().distinct().toList();
    boolean byTrait = breakdown instanceof Breakdown.ByTrait;
    int depth = breakdown instanceof Breakdown.ByUnit(int level) ? level : 0;
    return database
        .sql(
            """
            with live as (
              select live as edition from report_edition where report = 'figures'
            ), below as (
              select $4::text as unit where $5 = 0
              union all
              select unit from live join place using (edition)
               where depth = $5 and (unit = $4 or starts_with(unit, $4 || '.'))
            )
            select term.number, below.unit, step.value, on_day.day, sum(step)::bigint as sum
              from live
             cross join unnest($1::text[], $2::text[], $3::text[]) with ordinality
                     as term (measure, dimension, value, number)
             cross join below
             cross join unnest($6::date[]) as on_day (day)
             cross join lateral (
                     select value, step from figure_step
                      where edition = live.edition and measure = term.measure
                        and unit = below.unit and dimension = term.dimension
                        and span = 'YEAR'
                        and first_day < date_trunc('year', day::timestamp)::date
                      union all
                     select value, step from figure_step
                      where edition = live.edition and measure = term.measure
                        and unit = below.unit and dimension = term.dimension
                        and span = 'MONTH'
                        and first_day >= date_trunc('year', day::timestamp)::date
                        and first_day < date_trunc('month', day::timestamp)::date
                      union all
                     select value, step from figure_step
                      where edition = live.edition and measure = term.measure
                        and unit = below.unit and dimension = term.dimension
                        and span = 'DAY'
                        and first_day >= date_trunc('month', day::timestamp)::date
                        and first_day <= day
                   ) as step
             where term.value = '*' or step.value = term.value
             group by term.number, below.unit, step.value, on_day.day
            """)
        .bind("$1", column(wanted, Term::measure))
        .bind(
            "$2",
            column(
                wanted,
                term ->
                    breakdown instanceof Breakdown.ByTrait(String trait)
                        ? trait
                        : term.dimension()))
        .bind("$3", column(wanted, term -> byTrait ? "*" : term.value()))
        .bind("$4", unit)
        .bind("$5", depth)
        .bind("$6", days.toArray(LocalDate[]::new))
        .map(row -> figure(row, wanted, breakdown))
        .all()
        .collectList();
  }

  private static Figure figure(Readable row, List<Term> terms, Breakdown breakdown) {
    String key =
        switch (breakdown) {
          case Breakdown.Whole() -> "";
          case Breakdown.ByUnit _ -> get(row, "unit", String.class);
          case Breakdown.ByTrait _ -> get(row, "value", String.class);
        };
    return new Figure(
        terms.get(get(row, "number", Long.class).intValue() - 1),
        key,
        get(row, "day", LocalDate.class),
        get(row, "sum", Long.class));
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }

  private static String[] column(List<Term> terms, Function<Term, String> value) {
    return terms.stream().map(value).toArray(String[]::new);
  }
}
