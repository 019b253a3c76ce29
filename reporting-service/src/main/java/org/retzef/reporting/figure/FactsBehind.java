package org.retzef.reporting.figure;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
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
   * @param without those who count in this one, too; null for all
   * @param before a day on which they did not count yet, for a figure of a time; null for one of a
   *     day
   */
  public record Question(
      Term term, @Nullable Term without, String unit, LocalDate day, @Nullable LocalDate before) {}

  /**
   * @param after sorts before the first one wanted
   */
  public Mono<List<Counted>> of(Question question, String after, int limit) {
    Term without = question.without();
    return database
        .sql(
            """
            with counting as (
              select measure, counted, amount, source, unit, first_day
                from report_edition join fact on edition = live
               where report = 'figures'
                 and (measure = $1 and ($3 = '' or $3 = any(traits))
                      or measure = $8 and ($9 = '' or $9 = any(traits)))
                 and (unit = $2 or starts_with(unit, $2 || '.'))
                 and first_day <= $4 and (last_day is null or last_day >= $4)
                 and counted > $6
            )
            select counted, max(amount) as amount, array_agg(distinct source) as sources,
                   min(unit) as unit, min(first_day) as since
              from counting
             group by counted
            having bool_and(measure = $1) and min(first_day) > $5
             order by counted
             limit $7
            """)
        .bind("$1", question.term().measure())
        .bind("$2", question.unit())
        .bind("$3", trait(question.term()))
        .bind("$4", question.day())
        .bind("$5", question.before() == null ? LocalDate.of(1, 1, 1) : question.before())
        .bind("$6", after)
        .bind("$7", limit)
        .bind("$8", without == null ? "" : without.measure())
        .bind("$9", without == null ? "" : trait(without))
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
