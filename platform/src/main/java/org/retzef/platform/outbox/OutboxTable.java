package org.retzef.platform.outbox;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;

/** What the relay reads and writes; blocking, because the relay has a thread of its own. */
final class OutboxTable {

  private final DatabaseClient database;

  OutboxTable(DatabaseClient database) {
    this.database = database;
  }

  /**
   * The oldest events that no broker has acknowledged. There is no cursor: a lower seq may commit
   * after a higher one, and would be skipped.
   */
  List<OutboxRow> unpublished(int limit, Collection<String> exceptKeys) {
    return Objects.requireNonNull(
        database
            .sql(
                "select "
                    + OutboxRow.COLUMNS
                    + """
                       from outbox
                      where published_at is null and aggregate_id <> all($1)
                      order by seq limit $2
                    """)
            .bind("$1", exceptKeys.toArray(String[]::new))
            .bind("$2", limit)
            .map(OutboxRow::of)
            .all()
            .collectList()
            .block());
  }

  /**
   * Marks what has arrived, if the lease is still ours; says how many rows it marked. Its values
   * are hidden, so that it is planned once (decision 0090).
   */
  long markPublished(List<OutboxRow> arrived, Lease lease) {
    List<Instant> times = arrived.stream().map(OutboxRow::createdAt).sorted().toList();
    return Objects.requireNonNull(
        database
            .sql(
                """
                update outbox set published_at = clock_timestamp()
                 where seq = any ((select $1::bigint[])::bigint[])
                   and created_at between (select $2::timestamptz) and (select $3::timestamptz)
                   and published_at is null
                   and exists (select from outbox_lease
                                where name = 'relay' and holder = $4 and epoch = $5)
                """)
            .bind("$1", arrived.stream().map(OutboxRow::seq).toArray(Long[]::new))
            .bind("$2", times.getFirst())
            .bind("$3", times.getLast())
            .bind("$4", lease.holder())
            .bind("$5", lease.epoch())
            .fetch()
            .rowsUpdated()
            .block());
  }

  /** What no broker has acknowledged yet. */
  Backlog backlog() {
    return Objects.requireNonNull(
        database
            .sql(
                """
                select count(*) as pending,
                       coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8
                         as oldest_age
                  from outbox where published_at is null
                """)
            .map(OutboxTable::backlog)
            .one()
            .block());
  }

  private static Backlog backlog(Readable row) {
    double seconds = Objects.requireNonNull(row.get("oldest_age", Double.class));
    return new Backlog(
        Objects.requireNonNull(row.get("pending", Long.class)),
        Duration.ofMillis(Math.round(seconds * 1000)));
  }

  record Backlog(long pending, Duration oldestAge) {}
}
