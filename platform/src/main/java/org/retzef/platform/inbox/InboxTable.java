package org.retzef.platform.inbox;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The inbox's statements; each belongs into the transaction of its caller. */
final class InboxTable {

  private final DatabaseClient database;

  InboxTable(DatabaseClient database) {
    this.database = database;
  }

  /** What is to be done with an event that has just come. */
  enum Turn {
    /** Seen before. */
    REPEATED,
    /** The next one of its aggregate. */
    NEXT,
    /** The next one, and its successor waits already. */
    NEXT_WITH_SUCCESSOR,
    /** Predecessors are missing. */
    EARLY,
    /** Its number was taken by another event. */
    PASSED
  }

  /**
   * Records the event, and counts its stream on if it is the next one. The stream's row is locked
   * until the end of the transaction in any case, so that no two threads decide at the same time.
   */
  Mono<Turn> receive(String consumer, ReceivedEvent event) {
    return database
        .sql(
            """
            with seen as (
              insert into inbox (consumer, event_id) values ($1, $2)
              on conflict do nothing returning event_id
            )
            insert into inbox_stream as stream (consumer, topic, subject, version)
            select $1, $3, $4, case when $5 = 1 then 1 else 0 end from seen
            on conflict (consumer, topic, subject) do update
               set version = case when stream.version = $5 - 1 then $5 else stream.version end
            returning coalesce(old.version, 0) as before,
                      exists (select from inbox_parked
                               where consumer = $1 and topic = $3 and subject = $4
                                 and sequence = $5 + 1 and reason is null) as successor
            """)
        .bind("$1", consumer)
        .bind("$2", event.id())
        .bind("$3", event.topic())
        .bind("$4", event.subject())
        .bind("$5", event.sequence())
        .map(row -> turn(row, event.sequence()))
        .one()
        .defaultIfEmpty(Turn.REPEATED);
  }

  private static Turn turn(Readable row, long sequence) {
    long before = get(row, "before", Long.class);
    if (before == sequence - 1) {
      return get(row, "successor", Boolean.class) ? Turn.NEXT_WITH_SUCCESSOR : Turn.NEXT;
    }
    return before < sequence ? Turn.EARLY : Turn.PASSED;
  }

  /**
   * Records events that came together, and counts their streams on; gives those that were not seen
   * before. Fails where one of them is not the next of its subject, or others of its subject wait.
   */
  Mono<List<Delivery>> receiveAll(String consumer, List<Delivery> deliveries) {
    return database
        .sql(
            """
            insert into inbox (consumer, event_id)
            select distinct $1, event_id from unnest($2::uuid[]) as arrived (event_id)
             order by event_id
            on conflict do nothing
            returning event_id
            """)
        .bind("$1", consumer)
        .bind("$2", deliveries.stream().map(one -> one.event().id()).toArray(UUID[]::new))
        .map(row -> get(row, "event_id", UUID.class))
        .all()
        .collect(Collectors.toCollection(HashSet::new))
        .map(unseen -> deliveries.stream().filter(one -> unseen.remove(one.event().id())).toList())
        .flatMap(fresh -> countOn(consumer, Runs.of(fresh)).thenReturn(fresh));
  }

  private Mono<Void> countOn(String consumer, Runs runs) {
    if (runs.all().isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            with run as (
              select * from unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[])
                         as run (topic, subject, first, last)
            ), counted as (
              insert into inbox_stream as stream (consumer, topic, subject, version)
              select $1, topic, subject, last
                from run
               where first = 1
                  or exists (select from inbox_stream as known
                              where known.consumer = $1 and known.topic = run.topic
                                and known.subject = run.subject
                             offset 0) -- one look each, and never all streams in a hash
               order by topic, subject
              on conflict (consumer, topic, subject) do update
                 set version = excluded.version
               where stream.version = (select first - 1 from run
                                        where run.topic = stream.topic
                                          and run.subject = stream.subject)
              returning 1
            )
            select (select count(*) from counted) = cardinality($2::text[])
                   and not exists (select from run
                                     join inbox_parked as parked using (topic, subject)
                                    where parked.consumer = $1 and parked.reason is null)
                   as in_order
            """)
        .bind("$1", consumer)
        .bind("$2", runs.column(run -> run.topic()))
        .bind("$3", runs.column(run -> run.subject()))
        .bind("$4", runs.numbers(run -> run.first()))
        .bind("$5", runs.numbers(run -> run.last()))
        .map(row -> get(row, "in_order", Boolean.class))
        .one()
        .flatMap(inOrder -> inOrder ? Mono.empty() : Mono.error(new InboxConsumer.NotInOrder()));
  }

  /** Keeps the event until its turn. */
  Mono<Void> park(String consumer, Delivery delivery) {
    return keep(consumer, delivery, "", "do nothing");
  }

  /** Keeps the event, with the reason why it cannot be handled, until it is replayed. */
  Mono<Void> bury(String consumer, Delivery delivery, String reason) {
    return database
        .sql("insert into inbox (consumer, event_id) values ($1, $2) on conflict do nothing")
        .bind("$1", consumer)
        .bind("$2", delivery.event().id())
        .then()
        .then(keep(consumer, delivery, reason, "do update set reason = excluded.reason"));
  }

  private Mono<Void> keep(String consumer, Delivery delivery, String reason, String onConflict) {
    ReceivedEvent event = delivery.event();
    return database
        .sql(
            """
            insert into inbox_parked
              (consumer, topic, subject, sequence, event_id, type, source, time, payload, reason)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, nullif($10, ''))
            on conflict (consumer, topic, subject, sequence)
            """
                + onConflict)
        .bind("$1", consumer)
        .bind("$2", event.topic())
        .bind("$3", event.subject())
        .bind("$4", event.sequence())
        .bind("$5", event.id())
        .bind("$6", event.type())
        .bind("$7", event.source())
        .bind("$8", event.time())
        .bind("$9", delivery.payload())
        .bind("$10", reason)
        .then();
  }

  /** The waiting event whose turn has come. */
  Mono<Delivery> nextParked(String consumer, String topic, String subject) {
    return database
        .sql(
            """
            select event_id, topic, type, source, subject, sequence, time, payload
              from inbox_parked
             where consumer = $1 and topic = $2 and subject = $3 and reason is null
               and sequence = 1 + coalesce(
                     (select version from inbox_stream
                       where consumer = $1 and topic = $2 and subject = $3), 0)
            """)
        .bind("$1", consumer)
        .bind("$2", topic)
        .bind("$3", subject)
        .map(InboxTable::delivery)
        .one();
  }

  /** Counts the stream on to a waiting event, and says whether nobody else has. */
  Mono<Boolean> unpark(String consumer, ReceivedEvent event) {
    return database
        .sql(
            """
            with next as (
              delete from inbox_parked
               where consumer = $1 and topic = $2 and subject = $3 and sequence = $4
                 and reason is null
              returning consumer, topic, subject, sequence
            )
            insert into inbox_stream as stream (consumer, topic, subject, version)
            select * from next
            on conflict (consumer, topic, subject) do update set version = excluded.version
            """)
        .bind("$1", consumer)
        .bind("$2", event.topic())
        .bind("$3", event.subject())
        .bind("$4", event.sequence())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  private static Delivery delivery(Readable row) {
    return new Delivery(
        new ReceivedEvent(
            get(row, "event_id", UUID.class),
            get(row, "topic", String.class),
            get(row, "type", String.class),
            get(row, "source", String.class),
            get(row, "subject", String.class),
            get(row, "sequence", Long.class),
            get(row, "time", Instant.class)),
        get(row, "payload", String.class));
  }

  static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
