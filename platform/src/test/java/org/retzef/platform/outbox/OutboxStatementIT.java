package org.retzef.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.PreparedStatements;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** The relay's statements are those that a service asks most often. */
@RetzefIT
class OutboxStatementIT {

  @Autowired private DatabaseClient database;
  @Autowired private ConnectionPool pool;

  @Test
  void marksWhatHasArrivedByAPlanThatIsKept() {
    OutboxTable table = new OutboxTable(database);
    Lease nobodys = new Lease(database, "nobody", Duration.ofSeconds(3));
    long before = PreparedStatements.of(pool, "set published_at").kept();
    for (int i = 0; i < 200; i++) {
      assertThat(table.markPublished(List.of(row(-i)), nobodys)).isZero();
    }
    assertThat(PreparedStatements.of(pool, "set published_at").kept() - before).isGreaterThan(100);
  }

  private static OutboxRow row(long seq) {
    return new OutboxRow(
        seq, UUID.randomUUID(), "topic", "key", 1, "type", "{}", null, Instant.now());
  }
}
