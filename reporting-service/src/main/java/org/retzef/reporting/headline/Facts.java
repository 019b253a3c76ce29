package org.retzef.reporting.headline;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The facts, and with each of them the steps that answer for it; in the caller's transaction. */
@Repository
class Facts {

  private final DatabaseClient database;

  Facts(DatabaseClient database) {
    this.database = database;
  }

  /** It counts from this day on, unless it was known to count before. */
  Mono<Void> begin(int edition, Fact fact, LocalDate firstDay) {
    return lockedSpans(edition, fact)
        .filter(known -> !known.containsKey(fact.source()))
        .flatMap(known -> keep(edition, fact, known, new Span(firstDay, null)));
  }

  /** It counts until this day, and fails if nothing is known of its beginning. */
  Mono<Void> end(int edition, Fact fact, LocalDate lastDay) {
    return lockedSpans(edition, fact)
        .flatMap(
            known -> {
              Span span = known.get(fact.source());
              return span == null
                  ? Mono.error(new IllegalStateException("An end without a beginning"))
                  : keep(edition, fact, known, new Span(span.first(), lastDay));
            });
  }

  /** A family's fact as it is kept, whoever counts; fails if nothing is known of it. */
  Mono<Fact> known(int edition, Fact fact) {
    return database
        .sql(
            """
            select counted, family from headline_fact
             where edition = $1 and source = $2 and indicator = $3 and family is not null
            """)
        .bind("$1", edition)
        .bind("$2", fact.source())
        .bind("$3", fact.indicator())
        .map(
            row ->
                new Fact(
                    fact.indicator(),
                    Objects.requireNonNull(row.get("counted", String.class)),
                    fact.source(),
                    row.get("family", String.class)))
        .one()
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("An end without a beginning")));
  }

  /** A fact of a family as it is kept. */
  record Kept(String indicator, String counted, String family, Span span) {}

  /** All facts of whoever counts. */
  Mono<List<Kept>> ofFamilies(int edition, Set<String> counted) {
    return database
        .sql(
            """
            select indicator, counted, family, first_day, last_day
              from headline_fact
             where edition = $1 and counted = any($2) and family is not null
            """)
        .bind("$1", edition)
        .bind("$2", counted.toArray(String[]::new))
        .map(
            row ->
                new Kept(
                    Objects.requireNonNull(row.get("indicator", String.class)),
                    Objects.requireNonNull(row.get("counted", String.class)),
                    Objects.requireNonNull(row.get("family", String.class)),
                    span(row)))
        .all()
        .collectList();
  }

  /** Lets the families' facts count for others; the steps are another matter. */
  Mono<Void> countFor(int edition, Set<String> counted, Map<String, String> countedByFamily) {
    List<String> families = List.copyOf(countedByFamily.keySet());
    return database
        .sql(
            """
            update headline_fact as fact set counted = now.counted
              from unnest($3::text[], $4::text[]) as now (family, counted)
             where fact.edition = $1 and fact.counted = any($2) and fact.family = now.family
               and fact.counted <> now.counted
            """)
        .bind("$1", edition)
        .bind("$2", counted.toArray(String[]::new))
        .bind("$3", families.toArray(String[]::new))
        .bind("$4", families.stream().map(countedByFamily::get).toArray(String[]::new))
        .then();
  }

  /** Corrects an indicator's steps from the spans of those who counted to those who count now. */
  Mono<Void> correct(
      int edition,
      String indicator,
      Map<String, List<Span>> before,
      Map<String, List<Span>> after) {
    SortedMap<LocalDate, Integer> steps = new TreeMap<>();
    before.values().forEach(spans -> add(steps, Span.correction(spans, List.of())));
    after.values().forEach(spans -> add(steps, Span.correction(List.of(), spans)));
    steps.values().removeIf(step -> step == 0);
    return step(edition, indicator, steps);
  }

  private static void add(SortedMap<LocalDate, Integer> steps, SortedMap<LocalDate, Integer> more) {
    more.forEach((day, step) -> steps.merge(day, step, Integer::sum));
  }

  /**
   * The spans of whom the fact counts, by source. They must be read after the lock is held: two
   * centres of one authority are told by two threads.
   */
  private Mono<Map<String, Span>> lockedSpans(int edition, Fact fact) {
    return database
        .sql("select pg_advisory_xact_lock(hashtextextended($1, $2))")
        .bind("$1", fact.indicator() + " " + fact.counted())
        .bind("$2", (long) edition)
        .then()
        .then(Mono.defer(() -> spans(edition, fact)));
  }

  private Mono<Map<String, Span>> spans(int edition, Fact fact) {
    return database
        .sql(
            """
            select source, first_day, last_day
              from headline_fact
             where edition = $1 and indicator = $2 and counted = $3
            """)
        .bind("$1", edition)
        .bind("$2", fact.indicator())
        .bind("$3", fact.counted())
        .map(row -> Map.entry(source(row), span(row)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static String source(Readable row) {
    return Objects.requireNonNull(row.get("source", String.class));
  }

  private static Span span(Readable row) {
    return new Span(
        Objects.requireNonNull(row.get("first_day", LocalDate.class)),
        row.get("last_day", LocalDate.class));
  }

  private Mono<Void> keep(int edition, Fact fact, Map<String, Span> known, Span span) {
    Map<String, Span> now = new HashMap<>(known);
    now.put(fact.source(), span);
    return save(edition, fact, span)
        .then(step(edition, fact.indicator(), Span.correction(known.values(), now.values())));
  }

  private Mono<Void> save(int edition, Fact fact, Span span) {
    return database
        .sql(
            """
            insert into headline_fact
              (edition, indicator, counted, source, first_day, last_day, family)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (edition, indicator, counted, source) do update
               set first_day = excluded.first_day, last_day = excluded.last_day
            """)
        .bind("$1", edition)
        .bind("$2", fact.indicator())
        .bind("$3", fact.counted())
        .bind("$4", fact.source())
        .bind("$5", span.first())
        .bind("$6", Parameters.in(R2dbcType.DATE, span.last()))
        .bind("$7", Parameters.in(R2dbcType.VARCHAR, fact.family()))
        .then();
  }

  /** In the order of the key, so that two threads never wait for each other in a circle. */
  private Mono<Void> step(int edition, String indicator, SortedMap<LocalDate, Integer> steps) {
    if (steps.isEmpty()) {
      return Mono.empty();
    }
    List<LocalDate> days = new ArrayList<>(steps.keySet());
    return database
        .sql(
            """
            insert into headline_step as kept (edition, indicator, span, first_day, step)
            select $1, $2, span, first_day, sum(step)
              from unnest($3::date[], $4::int[]) as correction (day, step)
             cross join lateral (
                     values ('DAY', day),
                            ('MONTH', date_trunc('month', day::timestamp)::date),
                            ('YEAR', date_trunc('year', day::timestamp)::date)
                   ) as level (span, first_day)
             group by span, first_day
             order by span, first_day
            on conflict (edition, span, first_day, indicator) do update
               set step = kept.step + excluded.step
            """)
        .bind("$1", edition)
        .bind("$2", indicator)
        .bind("$3", days.toArray(LocalDate[]::new))
        .bind("$4", steps.values().toArray(Integer[]::new))
        .then();
  }
}
