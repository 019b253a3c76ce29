package org.retzef.platform.testing;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;

/** How the database plans what a service's connections have prepared (decision 0090). */
public final class PreparedStatements {

  private static final String COUNT =
      """
      select coalesce(sum(custom_plans), 0)::bigint, coalesce(sum(generic_plans), 0)::bigint
        from pg_prepared_statements where strpos(statement, $1) > 0
      """;

  private PreparedStatements() {}

  /**
   * @param anew executions that were planned for their own values
   * @param kept executions of a plan that was there
   */
  public record Plans(long anew, long kept) {

    private Plans plus(Plans more) {
      return new Plans(anew + more.anew, kept + more.kept);
    }
  }

  /**
   * Of all statements with this text in them, on the connections of a pool that are at rest: one
   * that is in use may be so for minutes, as by a proof.
   */
  public static Plans of(ConnectionPool pool, String text) {
    int idle = pool.getMetrics().orElseThrow().idleSize();
    List<Connection> connections = new ArrayList<>();
    try {
      Flux.range(0, idle).concatMap(_ -> pool.create()).doOnNext(connections::add).blockLast();
      return connections.stream()
          .map(connection -> of(connection, text))
          .reduce(new Plans(0, 0), Plans::plus);
    } finally {
      Flux.fromIterable(connections).concatMap(Connection::close).blockLast();
    }
  }

  private static Plans of(Connection connection, String text) {
    return Objects.requireNonNull(
        Flux.from(connection.createStatement(COUNT).bind("$1", text).execute())
            .flatMap(result -> result.map(row -> new Plans(count(row, 0), count(row, 1))))
            .blockLast());
  }

  private static long count(Readable row, int column) {
    return Objects.requireNonNull(row.get(column, Long.class));
  }
}
