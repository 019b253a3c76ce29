package org.retzef.reporting.fold;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.retzef.platform.outbox.Commands;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * What a deep proof remembers: who is at it, what was on when it began, and what it found (decision
 * 0113). Facts are compared by measure and month, without ids: erased families have other names in
 * each edition.
 */
@Repository
public class DeepProofs {

  /** It reads all facts; that may take longer than an answer. */
  private static final String PATIENTLY =
      """
      select set_config('statement_timeout', '20min', true), set_config('work_mem', '64MB', true),
             set_config('jit', 'off', true)
      """;

  /** Of an edition: how many facts begin in a month, of how many who count, and what they say. */
  private static final String SUMMED =
      """
      select measure as code, date_trunc('month', first_day::timestamp)::date as month,
             count(*) as facts, count(distinct counted) as counted,
             sum(hashtextextended(concat_ws('|', unit, traits::text, amount, first_day, last_day), 0))
               as print
        from fact
       where edition = %1$s
       group by 1, 2
      """;

  private static final String SUMMED_TABLE =
      """
       union all
      select '%2$s', '0001-01-01', count(*), count(*),
             sum(hashtextextended((to_jsonb(%2$s) - 'edition')::text, 0))
        from %2$s
       where edition = %1$s
      """;

  private final DatabaseClient database;
  private final Commands commands;
  private final List<String> tables;

  DeepProofs(DatabaseClient database, Commands commands, List<Projection> projections) {
    this.database = database;
    this.commands = commands;
    this.tables = projections.stream().flatMap(one -> one.tables().stream()).toList();
  }

  /** Takes the proof on, unless somebody is at it. */
  Mono<Boolean> takeOn(UUID holder) {
    return changed(
        "update deep_proof set holder = $1, seen_at = clock_timestamp() where holder is null",
        holder);
  }

  /** Takes over from somebody who has left, or has not been seen for long. */
  Mono<Boolean> takeOver(UUID holder) {
    return changed(
        """
        update deep_proof set holder = $1, seen_at = clock_timestamp()
         where report in (select report from deep_proof
                           where seen_at < clock_timestamp() - interval '10 minutes'
                             and holder is not null
                             for update skip locked)
        """,
        holder);
  }

  /** In each transaction of the proof: whoever was taken over from writes nothing more. */
  Mono<Void> hold(UUID holder) {
    return changed("update deep_proof set seen_at = clock_timestamp() where holder = $1", holder)
        .flatMap(held -> held ? Mono.empty() : Mono.error(new IllegalStateException("Taken over")));
  }

  /** Whoever comes next clears up, and need not wait until the holder was not seen for long. */
  Mono<Boolean> leave(UUID holder) {
    return changed("update deep_proof set seen_at = '-infinity' where holder = $1", holder);
  }

  Mono<Boolean> letGo(UUID holder) {
    return changed("update deep_proof set holder = null where holder = $1", holder);
  }

  private Mono<Boolean> changed(String sql, UUID holder) {
    return database.sql(sql).bind("$1", holder).fetch().rowsUpdated().map(rows -> rows == 1);
  }

  /**
   * Keeps what is on, and up to which event of each aggregate; one statement, which sees both at
   * one moment.
   */
  Mono<Void> begin(UUID holder) {
    return patiently(
        holder,
        database
            .sql("truncate deep_proof_sum, deep_proof_until")
            .then()
            .then(
                database
                    .sql(
                        """
                        with live as materialized (
                          select live as edition from report_edition where report = 'figures'
                        ), begun as (
                          update deep_proof set edition = live.edition, begun_at = now() from live
                        ), until as (
                          insert into deep_proof_until (topic, subject, version)
                          select topic, subject, version
                            from live join inbox_stream
                              on consumer = 'reporting.figures.' || live.edition
                        )
                        insert into deep_proof_sum (code, month, facts, counted, print)
                        """
                            + summed("(select edition from live)"))
                    .then()));
  }

  /** Up to which event each of these aggregates was folded; nothing of those that were not. */
  Mono<Map<Aggregate, Long>> until(Collection<Aggregate> aggregates) {
    return database
        .sql(
            """
            select known.*
              from unnest($1::text[], $2::text[]) as asked (topic, subject)
             cross join lateral (
                     select topic, subject, version from deep_proof_until
                      where topic = asked.topic and subject = asked.subject
                     offset 0
                   ) as known
            """)
        .bind("$1", aggregates.stream().map(Aggregate::topic).toArray(String[]::new))
        .bind("$2", aggregates.stream().map(Aggregate::subject).toArray(String[]::new))
        .map(
            row ->
                Map.entry(
                    new Aggregate(
                        get(row, "topic", String.class), get(row, "subject", String.class)),
                    get(row, "version", Long.class)))
        .all()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  record Aggregate(String topic, String subject) {}

  /** Keeps what is found; fails if another edition answers than at the beginning. */
  Mono<Void> compare(UUID holder) {
    return patiently(
        holder,
        database
            .sql("delete from deep_proof_item")
            .then()
            .then(
                database
                    .sql(
                        """
                        with anew as materialized (
                        %s
                        ), found as (
                          insert into deep_proof_item (code, facts, anew, difference)
                          select code, coalesce(sum(was.facts), 0), coalesce(sum(anew.facts), 0),
                                 sum(greatest(
                                   abs(coalesce(was.facts, 0) - coalesce(anew.facts, 0)),
                                   abs(coalesce(was.counted, 0) - coalesce(anew.counted, 0)),
                                   (was.print is distinct from anew.print)::integer))
                            from deep_proof_sum as was full join anew using (code, month)
                           group by code
                        )
                        update deep_proof set as_of = begun_at, proved_at = now()
                          from report_edition
                         where report_edition.report = 'figures' and live = edition
                        """
                            .formatted(summed(String.valueOf(Editions.PROOF))))
                    .fetch()
                    .rowsUpdated())
            .filter(rows -> rows == 1)
            .switchIfEmpty(Mono.error(new IllegalStateException("Another edition answers")))
            .then());
  }

  private String summed(String edition) {
    return SUMMED.formatted(edition)
        + tables.stream()
            .map(table -> SUMMED_TABLE.formatted(edition, table))
            .collect(Collectors.joining());
  }

  private <T> Mono<T> patiently(UUID holder, Mono<T> work) {
    return commands.run(
        () ->
            hold(holder)
                .then(Mono.defer(() -> database.sql(PATIENTLY).then()))
                .then(Mono.defer(() -> work)));
  }

  /** What the last one found that came to its end; empty if none ever did. */
  public Mono<DeepProof> last() {
    return database
        .sql(
            """
            select as_of, proved_at, code, facts, anew, difference
              from deep_proof cross join deep_proof_item
             where proved_at is not null
             order by code
            """)
        .map(DeepProofs::found)
        .all()
        .collectList()
        .filter(all -> !all.isEmpty())
        .map(DeepProofs::proof);
  }

  private record Found(Instant asOf, Instant provedAt, DeepProof.Item item) {}

  private static Found found(Readable row) {
    return new Found(
        get(row, "as_of", Instant.class),
        get(row, "proved_at", Instant.class),
        new DeepProof.Item(
            get(row, "code", String.class),
            get(row, "facts", Long.class),
            get(row, "anew", Long.class),
            get(row, "difference", Long.class)));
  }

  private static DeepProof proof(List<Found> all) {
    Found one = all.getFirst();
    return DeepProof.of(one.asOf(), one.provedAt(), all.stream().map(Found::item).toList());
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
