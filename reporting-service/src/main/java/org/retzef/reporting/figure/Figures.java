package org.retzef.reporting.figure;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Reads running totals: one statement, so that all figures are of one moment and one edition. They
 * come as one row of columns: to read hundreds of rows takes longer than to find them.
 */
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
    List<LocalDate> asOf = List.copyOf(days);
    String trait = trait(breakdown);
    return database
        .sql(
            """
            with asked as materialized ( -- so that the statement is planned once (decision 0090)
              select $1::text[] as measures, $2::text[] as dimensions, $3::text[] as cell_values,
                     $4::text as unit, $5::integer[] as depths, $6::date[] as days
            ), on_day as materialized (
              select number::integer, date_trunc('year', day::timestamp)::date as year,
                     date_trunc('month', day::timestamp)::date as month,
                     extract(month from day)::integer as of_year,
                     extract(day from day)::integer as of_month
                from asked cross join lateral unnest(days) with ordinality as each (day, number)
            ), cell as materialized (
              select id, number::integer as term, %s as key
                from asked
               cross join lateral unnest(measures, dimensions, cell_values) with ordinality
                       as term (measure, dimension, value, number)
               cross join lateral (
                       select id, unit, value from figure_cell
                        where edition = (select live from report_edition where report = 'figures')
                          and measure = term.measure and dimension = term.dimension and %s
                          and unit >= asked.unit
                          and unit < asked.unit || '/' -- which sorts behind the full stop
                          and (unit = asked.unit or starts_with(unit, asked.unit || '.'))
                          and (term.value = '*' or value = term.value)
                       offset 0
                     ) as address
            ), month as materialized ( -- all cells in one walk through the index (decision 0108)
              select number, cell, total
                from on_day
               cross join lateral (
                       select cell, totals[least(of_month, cardinality(totals))] as total
                         from figure_month
                        where month = on_day.month and cell = any (array(select id from cell))
                       offset 0
                     ) as kept
            ), year as materialized (
              select number, cell, total
                from on_day
               cross join lateral (
                       select cell, totals[least(of_year, cardinality(totals))] as total
                         from figure_year
                        where year = on_day.year and cell = any (array(select id from cell))
                       offset 0
                     ) as kept
            )
            select array_agg(term), array_agg(key), array_agg(number),
                   array_agg(coalesce(before, 0) + coalesce(within, 0))
              from (select term, key, on_day.number, month.total as within,
                           coalesce(year.total, (
                             select totals[cardinality(totals)] from figure_year
                              where year.cell is null -- nothing happened in that year
                                and cell = id and figure_year.year < on_day.year
                              order by figure_year.year desc
                              limit 1)) as before
                      from cell cross join on_day
                      left join month on month.cell = id and month.number = on_day.number
                      left join year on year.cell = id and year.number = on_day.number
                    offset 0) as found
             where coalesce(before, within) is not null
            """
                .formatted(key(breakdown), isOfDepth(breakdown)))
        .bind("$1", column(wanted, Term::measure))
        .bind("$2", column(wanted, term -> Objects.requireNonNullElse(trait, term.dimension())))
        .bind("$3", column(wanted, term -> trait == null ? term.value() : "*"))
        .bind("$4", unit)
        .bind("$5", depths(breakdown, unit.split("\\.").length))
        .bind("$6", asOf.toArray(LocalDate[]::new))
        .map(row -> figures(row, wanted, asOf))
        .one();
  }

  private static String key(Breakdown breakdown) {
    return switch (breakdown) {
      case Breakdown.Whole() -> "''::text";
      case Breakdown.ByUnit _, Breakdown.ByEachUnit _ -> "address.unit";
      case Breakdown.ByTrait _ -> "address.value";
      case Breakdown.ByEachUnitAndTrait _ -> "address.unit || ' ' || address.value";
    };
  }

  private static @Nullable String trait(Breakdown breakdown) {
    return switch (breakdown) {
      case Breakdown.ByTrait(String dimension) -> dimension;
      case Breakdown.ByEachUnitAndTrait(String dimension) -> dimension;
      default -> null;
    };
  }

  private static String isOfDepth(Breakdown breakdown) {
    return switch (breakdown) {
      case Breakdown.ByEachUnit _, Breakdown.ByEachUnitAndTrait _ -> "depth >= asked.depths[1]";
      default -> "depth = any (asked.depths)";
    };
  }

  private static Integer[] depths(Breakdown breakdown, int own) {
    return breakdown instanceof Breakdown.ByUnit(int depth)
        ? new Integer[] {own, depth}
        : new Integer[] {own};
  }

  private static List<Figure> figures(Readable row, List<Term> terms, List<LocalDate> days) {
    Integer[] term = row.get(0, Integer[].class);
    if (term == null) {
      return List.of();
    }
    String[] key = get(row, 1, String[].class);
    Integer[] day = get(row, 2, Integer[].class);
    Long[] value = get(row, 3, Long[].class);
    return IntStream.range(0, term.length)
        .mapToObj(i -> new Figure(terms.get(term[i] - 1), key[i], days.get(day[i] - 1), value[i]))
        .toList();
  }

  private static <T> T get(Readable row, int column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type));
  }

  private static String[] column(List<Term> terms, Function<Term, String> value) {
    return terms.stream().map(value).toArray(String[]::new);
  }
}
