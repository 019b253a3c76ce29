package org.retzef.platform.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.springframework.r2dbc.core.DatabaseClient;

/** What the reconciler knows: how far it has read, and which events it has not seen. */
final class ReadBackTable {

  private static final int BATCH = 500;

  private final DatabaseClient database;
  private final boolean published;

  /**
   * @param published whether a relay marks what it has sent; if none does, an event counts as
   *     missing a minute after it was written
   */
  ReadBackTable(DatabaseClient database, boolean published) {
    this.database = database;
    this.published = published;
  }

  Instant now() {
    return Objects.requireNonNull(
        database.sql("select clock_timestamp()").mapValue(Instant.class).one().block());
  }

  List<String> topics() {
    return Objects.requireNonNull(
        database
            .sql(
                """
                select topic from outbox_read_back
                union select topic from outbox where confirmed_at is null
                """)
            .mapValue(String.class)
            .all()
            .collectList()
            .block());
  }

  Map<TopicPartition, Long> positions(String topic) {
    record Position(TopicPartition partition, long offset) {}
    return Objects.requireNonNull(
        database
            .sql("select partition, next_offset from outbox_read_back where topic = $1")
            .bind("$1", topic)
            .map(
                row ->
                    new Position(
                        new TopicPartition(
                            topic, Objects.requireNonNull(row.get("partition", Integer.class))),
                        Objects.requireNonNull(row.get("next_offset", Long.class))))
            .all()
            .collect(Collectors.toMap(Position::partition, Position::offset))
            .block());
  }

  void keepPosition(TopicPartition partition, long nextOffset) {
    database
        .sql(
            """
            insert into outbox_read_back (topic, partition, next_offset) values ($1, $2, $3)
            on conflict (topic, partition) do update set next_offset = excluded.next_offset
            """)
        .bind("$1", partition.topic())
        .bind("$2", partition.partition())
        .bind("$3", nextOffset)
        .then()
        .block();
  }

  void confirm(List<String> eventIds) {
    database
        .sql(
            """
            update outbox
               set confirmed_at = clock_timestamp(),
                   published_at = coalesce(published_at, clock_timestamp())
             where event_id = any($1::uuid[]) and confirmed_at is null
            """)
        .bind("$1", eventIds.toArray(String[]::new))
        .then()
        .block();
  }

  /** Takes back that the topic's events were seen; in portions, for there may be a week of them. */
  void doubt(String topic) {
    long doubted;
    do {
      doubted =
          Objects.requireNonNull(
              database
                  .sql(
                      """
                      update outbox set confirmed_at = null
                       where (created_at, seq) in (
                         select created_at, seq from outbox
                          where topic = $1 and confirmed_at is not null limit 5000)
                      """)
                  .bind("$1", topic)
                  .fetch()
                  .rowsUpdated()
                  .block());
    } while (doubted > 0);
  }

  /** Events that should have been in their topic before it was read, from a seq on. */
  List<OutboxRow> missing(Instant before, long afterSeq) {
    String told = published ? "published_at < $1" : "created_at < $1 - interval '1 minute'";
    return Objects.requireNonNull(
        database
            .sql(
                "select "
                    + OutboxRow.COLUMNS
                    + " from outbox where confirmed_at is null and "
                    + told
                    + " and seq > $2 order by seq limit "
                    + BATCH)
            .bind("$1", before)
            .bind("$2", afterSeq)
            .map(OutboxRow::of)
            .all()
            .collectList()
            .block());
  }
}
