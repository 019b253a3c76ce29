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

/** The relay's statements are those that a service asks most often. */
@RetzefIT
class OutboxStatementIT {

  @Autowired private ConnectionPool pool;

  @Test
  void marksWhatHasArrivedByAPlanThatIsKept() {
    try (PreparedStatements statements = new PreparedStatements(pool)) {
      OutboxTable table = new OutboxTable(statements.database());
      Lease nobodys = new Lease(statements.database(), "nobody", Duration.ofSeconds(3));
      for (int i = 0; i < 50; i++) {
        assertThat(table.markPublished(List.of(row(-i)), nobodys)).isZero();
      }
      assertThat(statements.of("set published_at").kept()).isGreaterThan(40);
    }
  }

  private static OutboxRow row(long seq) {
    return new OutboxRow(
        seq, UUID.randomUUID(), "topic", "key", 1, "type", "{}", null, Instant.now());
  }
}
