package org.retzef.reporting.fold;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes facts, in the caller's transaction. */
@Repository
class Facts {

  private final DatabaseClient database;
  private final JsonMapper json;

  Facts(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * One transaction folds at a time: two could read each other's facts too early. It may wait, and
   * work, longer than an answer may take; and it looks everything up in an index, so that its
   * statements are planned once for all batches (decision 0090).
   */
  Mono<Void> lock(int edition) {
    return database
        .sql(
            """
            select set_config('statement_timeout', '60s', true),
                   set_config('lock_timeout', '60s', true),
                   set_config('enable_seqscan', 'off', true),
                   set_config('plan_cache_mode', 'force_generic_plan', true)
            """)
        .then()
        .then(
            Mono.defer(
                () ->
                    database
                        .sql("select pg_advisory_xact_lock(hashtextextended('fold', $1))")
                        .bind("$1", (long) edition)
                        .then()));
  }

  Mono<Void> write(int edition, Sheet sheet) {
    return delete(edition, sheet.gone()).then(Mono.defer(() -> save(edition, sheet.changed())));
  }

  private Mono<Void> delete(int edition, List<Row.Key> gone) {
    return gone.isEmpty()
        ? Mono.empty()
        : database
            .sql(
                """
                delete from fact using unnest($2::text[], $3::text[], $4::text[])
                         as gone (measure, source, part)
                 where fact.edition = $1 and fact.measure = gone.measure
                   and fact.source = gone.source and fact.part = gone.part
                """)
            .bind("$1", edition)
            .bind("$2", column(gone, Row.Key::measure))
            .bind("$3", column(gone, Row.Key::source))
            .bind("$4", column(gone, Row.Key::part))
            .then();
  }

  /** A fact as JSON: arrays in arrays are not what the database's own arrays are for. */
  private record Line(
      String measure,
      String source,
      String part,
      String counted,
      @Nullable String family,
      String unit,
      Set<String> traits,
      long amount,
      LocalDate first_day,
      @Nullable LocalDate last_day) {

    static Line of(Row row) {
      Fact fact = row.fact();
      return new Line(
          fact.measure(),
          fact.source(),
          row.part(),
          fact.counted(),
          fact.family(),
          fact.unit(),
          fact.traits(),
          fact.amount(),
          row.span().first(),
          row.span().last());
    }
  }

  private Mono<Void> save(int edition, List<Row> changed) {
    return changed.isEmpty()
        ? Mono.empty()
        : database
            .sql(
                """
                insert into fact
                  (edition, measure, source, part, counted, family, unit, traits, amount,
                   first_day, last_day)
                select $1, line.*
                  from jsonb_to_recordset(cast($2 as jsonb)) as line
                       (measure text, source text, part text, counted text, family text,
                        unit text, traits text[], amount bigint, first_day date, last_day date)
                on conflict (source, measure, part, edition) do update
                   set counted = excluded.counted, family = excluded.family,
                       unit = excluded.unit, traits = excluded.traits,
                       amount = excluded.amount, first_day = excluded.first_day,
                       last_day = excluded.last_day
                """)
            .bind("$1", edition)
            .bind("$2", json.writeValueAsString(changed.stream().map(Line::of).toList()))
            .then();
  }

  /** Whoever looks at the edition that answers may look again. */
  Mono<Void> tell(int edition) {
    return database
        .sql(
            """
            update report_edition set folded = folded + 1 where report = 'figures' and live = $1
            """)
        .bind("$1", edition)
        .then();
  }

  private static <T> String[] column(List<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }
}
