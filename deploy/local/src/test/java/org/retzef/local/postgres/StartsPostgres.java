package org.retzef.local.postgres;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.retzef.local.settings.Secrets;

/**
 * A process of its own for {@link PostgresServerIT} to kill: starts the server, then only waits.
 */
final class StartsPostgres {
  private StartsPostgres() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int port = Integer.parseInt(args[1]);
    Secrets secrets = Secrets.in(folder);
    PostgresServer server = PostgresServer.start(folder, port, secrets.of("postgres"));
    Databases.create(server, secrets);
    System.out.println("started");
    new CountDownLatch(1).await();
  }
}
