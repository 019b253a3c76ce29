package org.retzef.reporting.fold;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.retzef.platform.outbox.Commands;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * How many events the producers have told, whatever was folded: an aggregate's last number is how
 * many there are of it (decision 0104).
 */
@Repository
public class ToldEvents {

  private static final String PATIENTLY =
      """
      select set_config('statement_timeout', '20min', true), set_config('work_mem', '64MB', true)
      """;

  private final DatabaseClient database;
  private final Commands commands;

  ToldEvents(DatabaseClient database, Commands commands) {
    this.database = database;
    this.commands = commands;
  }

  /** The record from which each partition is to be counted on; none of one that never was. */
  Mono<Map<TopicPartition, Long>> positions() {
    return database
        .sql("select topic, partition, next from told_until")
        .map(
            row ->
                Map.entry(
                    new TopicPartition(
                        get(row, "topic", String.class), get(row, "partition", Integer.class)),
                    get(row, "next", Long.class)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /**
   * Keeps what was read of a partition. Whoever counts the same once more changes nothing.
   *
   * @param versions the greatest number of each aggregate
   * @param next the record after the last one
   */
  Mono<Long> keep(TopicPartition partition, Map<String, Long> versions, long next) {
    var inOrder = new TreeMap<>(versions);
    return commands.run(
        () ->
            keep(partition.topic(), inOrder.keySet(), inOrder.values())
                .then(Mono.defer(() -> keepPosition(partition, next))));
  }

  private Mono<Long> keep(String topic, Collection<String> subjects, Collection<Long> versions) {
    return database
        .sql(
            """
            insert into told_stream as stream (topic, subject, version)
            select $1, subject, version from unnest($2::text[], $3::bigint[]) as told (subject, version)
            on conflict (topic, subject) do update set version = excluded.version
             where stream.version < excluded.version
            """)
        .bind("$1", topic)
        .bind("$2", subjects.toArray(String[]::new))
        .bind("$3", versions.toArray(Long[]::new))
        .fetch()
        .rowsUpdated();
  }

  private Mono<Long> keepPosition(TopicPartition partition, long next) {
    return database
        .sql(
            """
            insert into told_until as counted (topic, partition, next) values ($1, $2, $3)
            on conflict (topic, partition) do update set next = greatest(counted.next, excluded.next)
            """)
        .bind("$1", partition.topic())
        .bind("$2", partition.partition())
        .bind("$3", next)
        .fetch()
        .rowsUpdated();
  }

  /**
   * Holds each topic against what the edition that answers has taken in, and keeps what it finds.
   * It looks at every aggregate; that may take longer than an answer.
   */
  Mono<Long> compare() {
    return commands.run(
        () -> database.sql(PATIENTLY).then().then(Mono.defer(this::compareAndKeep)));
  }

  private Mono<Long> compareAndKeep() {
    return database
        .sql(
            """
            with live as (
              select live as edition, 'reporting.figures.' || live as consumer
                from report_edition where report = 'figures'
            ), kept as (
              select topic, subject, count(*) filter (where reason is null) as waiting,
                     count(reason) as dead
                from live join inbox_parked using (consumer) join told_stream using (topic, subject)
               where sequence <= version
               group by topic, subject
            ), stream as (
              select topic, subject, edition, told.version as told,
                     least(told.version, coalesce(inbox_stream.version, 0)) as taken,
                     coalesce(waiting, 0) as waiting, coalesce(dead, 0) as dead
                from told_stream as told cross join live
                left join inbox_stream using (consumer, topic, subject)
                left join kept using (topic, subject)
            )
            insert into told_taken as was
              (topic, edition, counted_at, told, taken, waiting, dead, difference)
            select topic, edition, now(), sum(told), sum(taken), sum(waiting), sum(dead),
                   sum(greatest(told - taken - waiting - dead, 0))
              from stream
             group by topic, edition
            on conflict (topic) do update
               set edition = excluded.edition, counted_at = excluded.counted_at,
                   told = excluded.told, taken = excluded.taken, waiting = excluded.waiting,
                   dead = excluded.dead, difference = excluded.difference
             where was.counted_at < excluded.counted_at
            """)
        .fetch()
        .rowsUpdated();
  }

  /** What the last comparison found of each topic, in the edition that answers. */
  public Mono<List<Taken>> taken() {
    return database
        .sql(
            """
            select topic, told, taken, waiting, dead, difference, counted_at
              from report_edition join told_taken on edition = live
             where report = 'figures'
             order by topic
            """)
        .map(ToldEvents::taken)
        .all()
        .collectList();
  }

  private static Taken taken(Readable row) {
    return new Taken(
        get(row, "topic", String.class),
        get(row, "told", Long.class),
        get(row, "taken", Long.class),
        get(row, "waiting", Long.class),
        get(row, "dead", Long.class),
        get(row, "difference", Long.class),
        get(row, "counted_at", Instant.class));
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
