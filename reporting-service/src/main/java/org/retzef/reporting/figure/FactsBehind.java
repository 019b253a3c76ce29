package org.retzef.reporting.figure;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The facts behind a figure of a day: those who count, each once. */
@Repository
public class FactsBehind {

  private final DatabaseClient database;

  FactsBehind(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Somebody who counts.
   *
   * @param counted an id, or a unit's path
   * @param amount how much they weigh in the figure
   * @param sources what makes them count: ids of enrolments, payments and so on
   * @param since first of the days on which the sources began
   */
  public record Counted(
      String counted, long amount, List<String> sources, String unit, LocalDate since) {}

  /**
   * Which facts.
   *
   * @param terms whoever counts in any of them
   * @param without those who count in any of these, too, are left out
   * @param before a day on which they did not count yet, for a figure of a time; null for one of a
   *     day
   */
  public record Question(
      List<Term> terms,
      List<Term> without,
      String unit,
      LocalDate day,
      @Nullable LocalDate before) {}

  /**
   * @param after sorts before the first one wanted
   */
  public Mono<List<Counted>> of(Question question, String after, int limit) {
    List<Term> all = Stream.concat(question.terms().stream(), question.without().stream()).toList();
    return database
        .sql(
            """
            with counting as (
              select wanted, counted, amount, source, unit, first_day
                from report_edition join fact on edition = live
                join unnest($1::text[], $3::text[], $8::boolean[]) as term (measure, trait, wanted)
                  on fact.measure = term.measure and (trait = '' or trait = any(traits))
               where report = 'figures' and fact.measure = any($1) -- by the index, whatever is joined
                 and (unit = $2 or starts_with(unit, $2 || '.'))
                 and first_day <= $4 and (last_day is null or last_day >= $4)
                 and counted > $6
            )
            select counted, max(amount) as amount, array_agg(distinct source) as sources,
                   min(unit) as unit, min(first_day) as since
              from counting
             group by counted
            having bool_and(wanted) and min(first_day) > $5
             order by counted
             limit $7
            """)
        .bind("$1", all.stream().map(Term::measure).toArray(String[]::new))
        .bind("$2", question.unit())
        .bind("$3", all.stream().map(FactsBehind::trait).toArray(String[]::new))
        .bind("$4", question.day())
        .bind("$5", question.before() == null ? LocalDate.of(1, 1, 1) : question.before())
        .bind("$6", after)
        .bind("$7", limit)
        .bind("$8", all.stream().map(question.terms()::contains).toArray(Boolean[]::new))
        .map(FactsBehind::counted)
        .all()
        .collectList();
  }

  private static String trait(Term term) {
    return term.isWhole() ? "" : term.dimension() + "=" + term.value();
  }

  /**
   * A weight that holds for a time, such as a budget's families.
   *
   * @param trait its only one
   */
  public record Weight(String trait, long amount, LocalDate first) {}

  /** All weights of a measure, the oldest first. */
  public Mono<List<Weight>> weights(String measure) {
    return database
        .sql(
            """
            select traits[1] as trait, amount, first_day
              from report_edition join fact on edition = live
             where report = 'figures' and measure = $1
             order by first_day, trait
            """)
        .bind("$1", measure)
        .map(
            row ->
                new Weight(
                    get(row, "trait", String.class),
                    get(row, "amount", Long.class),
                    get(row, "first_day", LocalDate.class)))
        .all()
        .collectList();
  }

  private static Counted counted(Readable row) {
    return new Counted(
        get(row, "counted", String.class),
        get(row, "amount", Long.class),
        List.of(get(row, "sources", String[].class)),
        get(row, "unit", String.class),
        get(row, "since", LocalDate.class));
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
