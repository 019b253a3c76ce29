package org.retzef.platform.inbox;

import static org.retzef.platform.inbox.InboxTable.get;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What those who run the service ask of the inbox, and do to what is kept in it. */
final class KeptEvents {

  /** Of a table's blocks: some ten thousand rows. */
  private static final int PORTION = 500;

  private final DatabaseClient database;

  KeptEvents(DatabaseClient database) {
    this.database = database;
  }

  Flux<DeadLetter> deadLetters() {
    return database
        .sql(
            """
            select event_id, consumer, topic, subject, sequence, type, reason, parked_at
              from inbox_parked where reason is not null order by parked_at
            """)
        .map(KeptEvents::deadLetter)
        .all();
  }

  /** Where one consumer stands with one subject. */
  record Stream(String consumer, String topic, String subject) {}

  /** Lets an event wait for its turn again, in each stream where it is kept. */
  Flux<Stream> revive(UUID eventId) {
    return database
        .sql(
            """
            update inbox_parked set reason = null where event_id = $1
            returning consumer, topic, subject
            """)
        .bind("$1", eventId)
        .map(KeptEvents::stream)
        .all();
  }

  /** Counts the stream on to just before the first event that waits. */
  Flux<Stream> passOverGap(String consumer, String topic, String subject) {
    return database
        .sql(
            """
            insert into inbox_stream as stream (consumer, topic, subject, version)
            select consumer, topic, subject, min(sequence) - 1
              from inbox_parked
             where consumer = $1 and topic = $2 and subject = $3 and reason is null
             group by consumer, topic, subject
            on conflict (consumer, topic, subject) do update
               set version = greatest(stream.version, excluded.version)
            returning consumer, topic, subject
            """)
        .bind("$1", consumer)
        .bind("$2", topic)
        .bind("$3", subject)
        .map(KeptEvents::stream)
        .all();
  }

  private static Stream stream(Readable row) {
    return new Stream(
        get(row, "consumer", String.class),
        get(row, "topic", String.class),
        get(row, "subject", String.class));
  }

  private static DeadLetter deadLetter(Readable row) {
    return new DeadLetter(
        get(row, "event_id", UUID.class),
        get(row, "consumer", String.class),
        get(row, "topic", String.class),
        get(row, "subject", String.class),
        get(row, "sequence", Long.class),
        get(row, "type", String.class),
        get(row, "reason", String.class),
        get(row, "parked_at", Instant.class));
  }

  /**
   * Begins a consumer anew, as before a replay of its topics: in portions, each in a transaction of
   * its own, since a statement may take so long and no longer.
   */
  Mono<Void> forget(String consumer) {
    return Flux.just("inbox", "inbox_stream", "inbox_parked")
        .concatMap(table -> forget(consumer, table))
        .then();
  }

  private Mono<Void> forget(String consumer, String table) {
    return database
        .sql("select pg_relation_size('%s') / 8192".formatted(table))
        .mapValue(Long.class)
        .one()
        .flatMapMany(blocks -> Flux.range(0, (int) (blocks / PORTION) + 1))
        .concatMap(portion -> forget(consumer, table, portion))
        .then();
  }

  private Mono<Long> forget(String consumer, String table, int portion) {
    return database
        .sql(
            """
            delete from %s
             where ctid >= format('(%%s,0)', $2)::tid and ctid < format('(%%s,0)', $3)::tid
               and consumer = $1
            """
                .formatted(table))
        .bind("$1", consumer)
        .bind("$2", portion * PORTION)
        .bind("$3", (portion + 1) * PORTION)
        .fetch()
        .rowsUpdated();
  }

  /**
   * Forgets a portion of the old event ids, and says how many; after that the streams' versions
   * tell what has been seen.
   */
  Mono<Long> forgetOldIds(int portion) {
    return database
        .sql(
            """
            delete from inbox where (consumer, event_id) in (
              select consumer, event_id from inbox
               where seen_at < now() - interval '14 days' limit $1)
            """)
        .bind("$1", portion)
        .fetch()
        .rowsUpdated();
  }

  Mono<Figures> figures() {
    return database
        .sql(
            """
            select count(*) filter (where reason is not null) as dead,
                   count(*) filter (
                     where reason is null and parked_at < now() - interval '60 seconds') as overdue
              from inbox_parked
            """)
        .map(row -> new Figures(get(row, "dead", Long.class), get(row, "overdue", Long.class)))
        .one();
  }

  /**
   * @param overdue events that have waited for their predecessors for more than a minute
   */
  record Figures(long dead, long overdue) {}
}
