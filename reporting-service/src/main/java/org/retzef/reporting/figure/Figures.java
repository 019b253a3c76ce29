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

/** Reads running totals: one statement, so that all figures are of one moment and one edition. */
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
    int depth = breakdown instanceof Breakdown.ByUnit(int level) ? level : unit.split("\\.").length;
    return database
        .sql(
            """
            select term.number, cell.unit, cell.value, day,
                   coalesce(years.total, 0) + coalesce(months.total, 0) + coalesce(days.total, 0)
                     as sum
              from unnest($1::text[], $2::text[], $3::text[]) with ordinality
                     as term (measure, dimension, value, number)
             cross join lateral (
                     select id, unit, value from figure_cell
                      where edition = (select live from report_edition where report = 'figures')
                        and measure = term.measure and dimension = term.dimension and depth = $5
                        and unit >= $4 and unit < $4 || '/' -- which sorts behind the full stop
                        and (unit = $4 or starts_with(unit, $4 || '.'))
                        and (term.value = '*' or value = term.value)
                     offset 0
                   ) as cell
             cross join unnest($6::date[]) as on_day (day)
             cross join lateral (
                     select date_trunc('year', day::timestamp)::date as year,
                            date_trunc('month', day::timestamp)::date as month
                   ) as calendar
              left join lateral (
                     select total from figure_total
                      where cell = cell.id and span = 'Y' and first_day < year
                      order by first_day desc limit 1
                   ) as years on true
              left join lateral (
                     select total from figure_total
                      where cell = cell.id and span = 'M' and first_day >= year
                        and first_day < month
                      order by first_day desc limit 1
                   ) as months on true
              left join lateral (
                     select total from figure_total
                      where cell = cell.id and span = 'D' and first_day >= month
                        and first_day <= day
                      order by first_day desc limit 1
                   ) as days on true
             where coalesce(years.total, months.total, days.total) is not null
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
          case Breakdown.ByUnit _ -> get(row, 1, String.class);
          case Breakdown.ByTrait _ -> get(row, 2, String.class);
        };
    return new Figure(
        terms.get(get(row, 0, Long.class).intValue() - 1),
        key,
        get(row, 3, LocalDate.class),
        get(row, 4, Long.class));
  }

  /** By its place: a name is looked for anew in each of hundreds of rows. */
  private static <T> T get(Readable row, int column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type));
  }

  private static String[] column(List<Term> terms, Function<Term, String> value) {
    return terms.stream().map(value).toArray(String[]::new);
  }
}
