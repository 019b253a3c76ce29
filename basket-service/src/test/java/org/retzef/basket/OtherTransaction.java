package org.retzef.basket;

import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.Connection;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Somebody else's transaction that came first: others wait for what it has locked. */
public final class OtherTransaction implements AutoCloseable {

  private final DatabaseClient database;
  private final Connection connection;

  public OtherTransaction(DatabaseClient database) {
    this.database = database;
    connection = Mono.from(database.getConnectionFactory().create()).block();
    Mono.from(connection.beginTransaction()).block();
  }

  public void execute(String sql) {
    Mono.from(connection.createStatement(sql).execute())
        .flatMap(result -> Mono.from(result.getRowsUpdated()))
        .block();
  }

  public void commit() {
    Mono.from(connection.commitTransaction()).block();
  }

  /** Until so many of this database wait for a lock. */
  public static void awaitWaiting(DatabaseClient database, int others) {
    await().until(() -> waiting(database), waiting -> waiting >= others);
  }

  public void awaitWaiting(int others) {
    awaitWaiting(database, others);
  }

  private static long waiting(DatabaseClient database) {
    return Objects.requireNonNull(
        database
            .sql(
                """
                select count(*) from pg_stat_activity
                 where wait_event_type = 'Lock' and datname = current_database()
                """)
            .mapValue(Long.class)
            .one()
            .block());
  }

  /** What was not committed never was. */
  @Override
  public void close() {
    Mono.from(connection.close()).block();
  }
}
