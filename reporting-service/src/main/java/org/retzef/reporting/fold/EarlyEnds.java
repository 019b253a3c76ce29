package org.retzef.reporting.fold;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.retzef.reporting.fold.KnownFacts.Wanted.Pair;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Ends that were read before their beginnings; in the caller's transaction. A family's events come
 * in their order, but an enrolment of a merged family ends with its survivor's. Where one waits in
 * the edition that answers, a beginning was never told ({@code
 * retzef.reporting.ends-without-beginning}).
 */
@Repository
class EarlyEnds {

  private final DatabaseClient database;
  private final AtomicLong waiting;

  EarlyEnds(DatabaseClient database, MeterRegistry meters) {
    this.database = database;
    this.waiting =
        Objects.requireNonNull(
            meters.gauge("retzef.reporting.ends-without-beginning", new AtomicLong()));
  }

  /** The last days of those sources whose ends wait. */
  Mono<Map<Pair, LocalDate>> of(int edition, Collection<Pair> sources) {
    return database
        .sql(
            """
            select waiting.*
              from unnest($2::text[], $3::text[]) as wanted (measure, source)
             cross join lateral (
                     select measure, source, last_day from early_end
                      where source = wanted.source and measure = wanted.measure and edition = $1
                   ) as waiting
            """)
        .bind("$1", edition)
        .bind("$2", column(sources, Pair::measure))
        .bind("$3", column(sources, Pair::id))
        .map(
            row ->
                Map.entry(
                    new Pair(
                        Objects.requireNonNull(row.get("measure", String.class)),
                        Objects.requireNonNull(row.get("source", String.class))),
                    Objects.requireNonNull(row.get("last_day", LocalDate.class))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** Lets those wait that do now, and the others no longer. */
  Mono<Void> keep(int edition, Map<Pair, LocalDate> before, Map<Pair, LocalDate> now) {
    return before.equals(now)
        ? Mono.empty()
        : forget(edition, before.keySet()).then(Mono.defer(() -> add(edition, now)));
  }

  private Mono<Void> forget(int edition, Collection<Pair> sources) {
    return database
        .sql(
            """
            delete from early_end using unnest($2::text[], $3::text[]) as gone (measure, source)
             where early_end.source = gone.source and early_end.measure = gone.measure
               and early_end.edition = $1
            """)
        .bind("$1", edition)
        .bind("$2", column(sources, Pair::measure))
        .bind("$3", column(sources, Pair::id))
        .then();
  }

  private Mono<Void> add(int edition, Map<Pair, LocalDate> ends) {
    List<Pair> sources = new ArrayList<>(ends.keySet());
    return database
        .sql(
            """
            insert into early_end (edition, measure, source, last_day)
            select $1, measure, source, last_day
              from unnest($2::text[], $3::text[], $4::date[]) as early (measure, source, last_day)
            """)
        .bind("$1", edition)
        .bind("$2", column(sources, Pair::measure))
        .bind("$3", column(sources, Pair::id))
        .bind("$4", sources.stream().map(ends::get).toArray(LocalDate[]::new))
        .then();
  }

  @Scheduled(fixedDelayString = "${retzef.reporting.proof-every}")
  void count() {
    waiting.set(
        Objects.requireNonNull(
            database
                .sql("select count(*) from report_edition join early_end on edition = live")
                .mapValue(Long.class)
                .one()
                .block()));
  }

  private static String[] column(Collection<Pair> sources, Function<Pair, String> value) {
    return sources.stream().map(value).toArray(String[]::new);
  }
}
