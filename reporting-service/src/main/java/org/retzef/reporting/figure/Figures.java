package org.retzef.reporting.figure;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /** What is asked for, and the cells that have it, each once in the order of {@code place}. */
  private static final String CELLS =
      """
      with asked as materialized ( -- so that the statement is planned once (decision 0090)
        select $1::text[] as measures, $2::text[] as dimensions, $3::text[] as cell_values,
               $4::text as unit, $5::integer[] as depths
      ), cell as materialized (
        select id, number::integer as term, %s as key, row_number() over ()::integer as place
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
      )
      """;

  /**
   * A unit's name comes once, and not with each of its figures. Of the end of a month the year says
   * all.
   */
  private static final String OF_DAYS =
      """
      , asked_of as materialized (
        select $6::date[] as days
      ), on_day as materialized (
        select number::integer, date_trunc('year', day::timestamp)::date as year,
               date_trunc('month', day::timestamp)::date as month,
               extract(month from day + 1)::integer
                 + case when extract(doy from day + 1) = 1 then 12 else 0 end as of_year,
               extract(day from day)::integer as of_month,
               extract(day from day + 1) = 1 as is_end
          from asked_of cross join lateral unnest(days) with ordinality as each (day, number)
      ), month as materialized ( -- all cells in one walk through the index (decision 0108)
        select number, cell, total
          from on_day
         cross join lateral (
                 select cell, totals[least(of_month, cardinality(totals))] as total
                   from figure_month
                  where month = on_day.month and cell = any (array(select id from cell))
                 offset 0
               ) as kept
         where not is_end
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
      select (select array_agg(term order by place) from cell),
             (select array_agg(key order by place) from cell),
             array_agg(place), array_agg(number),
             array_agg(coalesce(before, 0) + coalesce(within, 0))
        from (select place, on_day.number, month.total as within,
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
      """;

  private static final String MOST_OF_MONTHS =
      """
      , asked_of as materialized (
        select $6::date[] as first_days, $7::date[] as last_days
      ), time as materialized (
        select number::integer, year::date,
               extract(month from greatest(first_day, year))::integer + 1 as first_place,
               extract(month from least(last_day, year + interval '1 year -1 day'))::integer + 1
                 as last_place
          from asked_of
         cross join lateral unnest(first_days, last_days) with ordinality
                 as each (first_day, last_day, number)
         cross join lateral generate_series(
                 date_trunc('year', first_day::timestamp), last_day, interval '1 year') as year
      )
      select (select array_agg(term order by place) from cell),
             (select array_agg(key order by place) from cell),
             array_agg(place), array_agg(number), array_agg(most)
        from (select place, number, max(most) as most
                from time
               cross join lateral (
                       select cell, (
                                select max(total)
                                  from unnest(totals[least(first_place, cardinality(totals))
                                                     : last_place]) as total) as most
                         from figure_year
                        where year = time.year and cell = any (array(select id from cell))
                       offset 0
                     ) as kept
                join cell on id = cell
               group by place, number) as found
       where most is not null
      """;

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
   * The most of a time.
   *
   * @param time by its place in the list of times
   */
  public record Most(Term term, String key, int time, long value) {}

  /** Whole months. */
  public record Months(LocalDate first, LocalDate last) {}

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
    return asking(CELLS + OF_DAYS, wanted, unit, breakdown)
        .bind("$6", asOf.toArray(LocalDate[]::new))
        .map(
            row ->
                Found.in(row)
                    .map(
                        one ->
                            new Figure(
                                wanted.get(one.term()),
                                one.key(),
                                asOf.get(one.number()),
                                one.value()))
                    .toList())
        .one();
  }

  /**
   * What was most at the end of a month of each time; of figures that begin anew with each month.
   *
   * @param terms wholes only, if they are broken down by a trait
   */
  public Mono<List<Most>> mostOfMonths(
      Collection<Term> terms, String unit, Breakdown breakdown, List<Months> times) {
    List<Term> wanted = terms.stream().distinct().toList();
    return asking(CELLS + MOST_OF_MONTHS, wanted, unit, breakdown)
        .bind("$6", times.stream().map(Months::first).toArray(LocalDate[]::new))
        .bind("$7", times.stream().map(Months::last).toArray(LocalDate[]::new))
        .map(
            row ->
                Found.in(row)
                    .map(
                        one ->
                            new Most(wanted.get(one.term()), one.key(), one.number(), one.value()))
                    .toList())
        .one();
  }

  private DatabaseClient.GenericExecuteSpec asking(
      String sql, List<Term> terms, String unit, Breakdown breakdown) {
    String trait = trait(breakdown);
    return database
        .sql(sql.formatted(key(breakdown), isOfDepth(breakdown)))
        .bind("$1", column(terms, Term::measure))
        .bind("$2", column(terms, term -> Objects.requireNonNullElse(trait, term.dimension())))
        .bind("$3", column(terms, term -> trait == null ? term.value() : "*"))
        .bind("$4", unit)
        .bind("$5", depths(breakdown, unit.split("\\.").length));
  }

  /**
   * One of the row's values.
   *
   * @param term by its place in the list of terms
   * @param number of the day or the time, by its place in their list
   */
  private record Found(int term, String key, int number, long value) {

    static Stream<Found> in(Readable row) {
      Integer[] place = row.get(2, Integer[].class);
      if (place == null) {
        return Stream.empty();
      }
      Integer[] terms = get(row, 0, Integer[].class);
      String[] keys = get(row, 1, String[].class);
      Integer[] number = get(row, 3, Integer[].class);
      Long[] value = get(row, 4, Long[].class);
      return IntStream.range(0, place.length)
          .mapToObj(
              i -> new Found(terms[place[i] - 1] - 1, keys[place[i] - 1], number[i] - 1, value[i]));
    }
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

  private static <T> T get(Readable row, int column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type));
  }

  private static String[] column(List<Term> terms, Function<Term, String> value) {
    return terms.stream().map(value).toArray(String[]::new);
  }
}
