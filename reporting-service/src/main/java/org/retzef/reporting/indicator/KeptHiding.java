package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.toSet;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.indicator.HiddenCells.Cell;
import org.retzef.reporting.indicator.Hiding.Question;
import org.retzef.reporting.indicator.Hiding.Table;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * What was decided, ahead or when it was asked for. A decision holds for one edition, one catalogue
 * and its rules, and until a figure that it was decided by has changed: what is told late of a
 * month undoes it.
 */
@Repository
class KeptHiding {

  /** Of a figure of a day. */
  private static final LocalDate ALWAYS = LocalDate.of(1, 1, 1);

  private static final String HOLDING =
      """
        from unnest($1::text[], $2::text[], $3::date[], $4::date[]) with ordinality
               as asked (code, trait, first_day, last_day, number)
       cross join lateral (
               select figures
                 from hidden_figure as decided
                where edition = (select live from report_edition where report = 'figures')
                  and code = asked.code and trait = asked.trait
                  and first_day = asked.first_day and last_day = asked.last_day
                  and rules = $5
                  and not exists (
                        select from figure_change
                         where measure = any(decided.measures) and folded > decided.folded
                           and month <= decided.last_day)
               offset 0
             ) as holding
      """;

  private final DatabaseClient database;
  private final String rules;

  KeptHiding(DatabaseClient database, Indicators indicators) {
    this.database = database;
    this.rules = HiddenCells.VERSION + "." + indicators.fingerprint();
  }

  /**
   * How far the fold is.
   *
   * @param folded how often the edition has changed
   */
  record Moment(int edition, long folded) {}

  Mono<Moment> now() {
    return database
        .sql("select live, folded from report_edition where report = 'figures'")
        .map(row -> new Moment(get(row, 0, Integer.class), get(row, 1, Long.class)))
        .one();
  }

  /** When the first figure changed; empty where there is none. */
  Mono<LocalDate> firstMonth() {
    return database
        .sql("select min(month) as month from figure_month having min(month) is not null")
        .mapValue(LocalDate.class)
        .one();
  }

  /** Those that hold, of these questions. */
  Mono<Map<Question, Set<Cell>>> of(Collection<Question> questions) {
    List<Question> asked = List.copyOf(questions);
    return asking("select number::integer, figures" + HOLDING, asked)
        .map(
            row ->
                Map.entry(
                    asked.get(get(row, 0, Integer.class) - 1),
                    Stream.of(get(row, 1, String[].class)).map(Cell::of).collect(toSet())))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** Which of these questions have an answer that holds. */
  Mono<Set<Question>> held(Collection<Question> questions) {
    List<Question> asked = List.copyOf(questions);
    return asking("select number::integer" + HOLDING, asked)
        .map(row -> asked.get(get(row, 0, Integer.class) - 1))
        .all()
        .collect(toSet());
  }

  private DatabaseClient.GenericExecuteSpec asking(String sql, List<Question> asked) {
    return database
        .sql(sql)
        .bind("$1", column(asked, one -> one.table().code()).toArray(String[]::new))
        .bind("$2", column(asked, one -> text(one.table().trait())).toArray(String[]::new))
        .bind("$3", column(asked, one -> first(one.point())).toArray(LocalDate[]::new))
        .bind("$4", column(asked, one -> one.point().last()).toArray(LocalDate[]::new))
        .bind("$5", rules);
  }

  /**
   * @param at before anything was counted for it: whatever is folded later may not be in it
   * @param measures that were counted
   * @param askedOn null of what is decided ahead
   */
  Mono<Void> keep(
      Moment at,
      Table table,
      Set<String> measures,
      Map<Question, Set<Cell>> decided,
      @Nullable LocalDate askedOn) {
    List<Question> questions = List.copyOf(decided.keySet());
    return database
        .sql(
            """
            insert into hidden_figure (edition, code, trait, first_day, last_day, rules, folded,
                                       measures, figures, asked_on)
            select $1, $2, $3, first_day, last_day, $4, $5, $6, string_to_array(figures, E'\\n'), $10
              from unnest($7::date[], $8::date[], $9::text[]) as each (first_day, last_day, figures)
            on conflict (edition, code, trait, last_day, first_day) do update
               set rules = excluded.rules, folded = excluded.folded,
                   measures = excluded.measures, figures = excluded.figures,
                   asked_on = excluded.asked_on
            """)
        .bind("$1", at.edition())
        .bind("$2", table.code())
        .bind("$3", text(table.trait()))
        .bind("$4", rules)
        .bind("$5", at.folded())
        .bind("$6", measures.toArray(String[]::new))
        .bind("$7", column(questions, one -> first(one.point())).toArray(LocalDate[]::new))
        .bind("$8", column(questions, one -> one.point().last()).toArray(LocalDate[]::new))
        .bind("$9", column(questions, one -> figures(decided.get(one))).toArray(String[]::new))
        .bind("$10", Parameters.in(R2dbcType.DATE, askedOn))
        .then();
  }

  /** What nobody may ask for again does not stay. */
  Mono<Long> forgetAskedBefore(LocalDate day) {
    return database
        .sql("delete from hidden_figure where asked_on < $1")
        .bind("$1", day)
        .fetch()
        .rowsUpdated();
  }

  private static String figures(@Nullable Set<Cell> cells) {
    return String.join("\n", Objects.requireNonNull(cells).stream().map(Cell::key).toList());
  }

  private static String text(@Nullable String trait) {
    return Objects.requireNonNullElse(trait, "");
  }

  private static LocalDate first(Point point) {
    return Objects.requireNonNullElse(point.first(), ALWAYS);
  }

  private static <T> Stream<T> column(List<Question> questions, Function<Question, T> value) {
    return questions.stream().map(value);
  }

  private static <T> T get(Readable row, int column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type));
  }
}
