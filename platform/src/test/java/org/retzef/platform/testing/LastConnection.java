package org.retzef.platform.testing;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;

/**
 * A pool with one connection left to give. Whoever holds it and asks for another waits for itself;
 * in a service, as many callers at once as there are connections would wait for each other.
 */
public final class LastConnection {

  private LastConnection() {}

  /** Does the work while all other connections of the pool are taken. */
  public static void with(ConnectionPool pool, Runnable work) {
    int others = pool.getMetrics().orElseThrow().getMaxAllocatedSize() - 1;
    List<Connection> taken = new ArrayList<>();
    try {
      Flux.range(0, others).concatMap(_ -> pool.create()).doOnNext(taken::add).blockLast();
      work.run();
    } finally {
      Flux.fromIterable(taken).concatMap(Connection::close).blockLast();
    }
  }
}
