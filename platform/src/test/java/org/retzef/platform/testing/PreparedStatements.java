package org.retzef.platform.testing;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * How the database plans what is asked of it (decision 0090), on a connection that nobody else has:
 * what a pool's connections have planned changes with whoever else uses them.
 */
public final class PreparedStatements implements AutoCloseable {

  private static final String COUNT =
      """
      select coalesce(sum(custom_plans), 0)::bigint as anew,
             coalesce(sum(generic_plans), 0)::bigint as kept
        from pg_prepared_statements where strpos(statement, :text) > 0
      """;

  private final ConnectionPool one;
  private final DatabaseClient database;

  /**
   * @param pool of a service, whose connections are set as this one is
   */
  public PreparedStatements(ConnectionPool pool) {
    one =
        new ConnectionPool(
            ConnectionPoolConfiguration.builder(pool.unwrap()).initialSize(0).maxSize(1).build());
    database = DatabaseClient.create(one);
  }

  /** That asks on this connection. */
  public DatabaseClient database() {
    return database;
  }

  /**
   * @param anew executions that were planned for their own values
   * @param kept executions of a plan that was there
   */
  public record Plans(long anew, long kept) {}

  /** Of all statements with this text in them. */
  public Plans of(String text) {
    return Objects.requireNonNull(
        database.sql(COUNT).bind("text", text).mapProperties(Plans.class).one().block());
  }

  @Override
  public void close() {
    one.dispose();
  }
}
