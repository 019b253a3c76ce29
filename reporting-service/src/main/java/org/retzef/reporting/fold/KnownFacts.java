package org.retzef.reporting.fold;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Finds the facts that changes are about, in the caller's transaction. {@code offset 0} keeps the
 * planner to one look into an index for each: joined freely, it may read all facts at once.
 */
@Repository
class KnownFacts {

  private static final String COLUMNS =
      "measure, source, part, counted, family, unit, traits, amount, first_day, last_day";

  private final DatabaseClient database;

  KnownFacts(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Whose facts are wanted.
   *
   * @param sources measures and sources
   * @param counted measures and who counts in them
   * @param families who counts in any measure of families
   */
  record Wanted(List<Pair> sources, List<Pair> counted, Set<String> families) {

    record Pair(String measure, String id) {}

    /** With these besides, as sources and as who counts. */
    Wanted and(Collection<Pair> more) {
      List<Pair> allSources = new ArrayList<>(sources);
      List<Pair> allCounted = new ArrayList<>(counted);
      allSources.addAll(more);
      allCounted.addAll(more);
      return new Wanted(allSources, allCounted, families);
    }

    static Wanted ofFamilies(Set<String> families) {
      return new Wanted(List.of(), List.of(), families);
    }
  }

  /** Only the facts that are wanted themselves: enough where no steps follow from them. */
  Mono<List<Row>> alone(int edition, Wanted wanted) {
    return read(
        edition,
        wanted,
        """
        select known.*
          from unnest($2::text[], $3::text[]) as wanted (measure, source)
         cross join lateral (
                 select %1$s from fact
                  where source = wanted.source and edition = $1 offset 0
               ) as known
         where known.measure = wanted.measure
         union all
        select known.*
          from unnest($4::text[], $5::text[]) as wanted (measure, counted)
         cross join lateral (
                 select %1$s from fact
                  where measure = wanted.measure and counted = wanted.counted and edition = $1
                 offset 0
               ) as known
         union all
        select known.*
          from unnest($6::text[]) as wanted (family)
         cross join lateral (
                 select %1$s from fact
                  where counted = wanted.family and family is not null and edition = $1
                 offset 0
               ) as known
        """
            .formatted(COLUMNS));
  }

  /** All facts of whoever counts by what is wanted. */
  Mono<List<Row>> withOthers(int edition, Wanted wanted) {
    return read(
        edition,
        wanted,
        """
        with whose as (
          select known.measure, known.counted
            from unnest($2::text[], $3::text[]) as wanted (measure, source)
           cross join lateral (
                   select measure, counted from fact
                    where source = wanted.source and edition = $1 offset 0
                 ) as known
           where known.measure = wanted.measure
           union
          select measure, counted
            from unnest($4::text[], $5::text[]) as wanted (measure, counted)
           union
          select known.measure, known.counted
            from unnest($6::text[]) as wanted (family)
           cross join lateral (
                   select measure, counted from fact
                    where counted = wanted.family and family is not null and edition = $1
                   offset 0
                 ) as known
        )
        select known.*
          from whose
         cross join lateral (
                 select %s from fact
                  where measure = whose.measure and counted = whose.counted and edition = $1
                 offset 0
               ) as known
        """
            .formatted(COLUMNS));
  }

  private Mono<List<Row>> read(int edition, Wanted wanted, String sql) {
    return database
        .sql(sql)
        .bind("$1", edition)
        .bind("$2", column(wanted.sources(), Wanted.Pair::measure))
        .bind("$3", column(wanted.sources(), Wanted.Pair::id))
        .bind("$4", column(wanted.counted(), Wanted.Pair::measure))
        .bind("$5", column(wanted.counted(), Wanted.Pair::id))
        .bind("$6", wanted.families().toArray(String[]::new))
        .map(KnownFacts::row)
        .all()
        .collectList();
  }

  private static Row row(Readable row) {
    return new Row(
        new Fact(
            text(row, "measure"),
            text(row, "source"),
            text(row, "counted"),
            row.get("family", String.class),
            text(row, "unit"),
            new TreeSet<>(List.of(Objects.requireNonNull(row.get("traits", String[].class)))),
            Objects.requireNonNull(row.get("amount", Long.class))),
        text(row, "part"),
        new Span(
            Objects.requireNonNull(row.get("first_day", LocalDate.class)),
            row.get("last_day", LocalDate.class)));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }

  private static <T> String[] column(List<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }
}
