package org.retzef.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL with durable writes and password logins. A server that a killed starter left behind is
 * taken over if it answers, otherwise stopped; then its data is recovered by the next start. One
 * that dies is started again.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

  private static final Executor SOON =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

  private final PostgresCommands commands;
  private final Path data;
  private final Path logFile;
  private final String password;
  private int port;
  private boolean closing;

  private PostgresServer(PostgresCommands commands, Path folder, String password) {
    this.commands = commands;
    this.data = folder.resolve("data");
    this.logFile = folder.resolve("server.log");
    this.password = password;
  }

  /**
   * Starts or takes over the server of a folder.
   *
   * @param firstPort the port to use; if it is taken, the next free one
   */
  public static PostgresServer start(Path folder, int firstPort, String password)
      throws IOException {
    Path software = PostgresSoftware.unpackedBelow(folder);
    Path output = folder.resolve("last-command.out");
    var commands = new PostgresCommands(software.resolve("bin"), folder, output);
    var server = new PostgresServer(commands, folder, password);
    server.createData(folder);
    server.startOrTakeOver(firstPort);
    return server;
  }

  public int port() {
    return port;
  }

  /** Whether the server process runs. */
  public boolean isAlive() {
    try {
      return Postmaster.on(data).isPresent();
    } catch (IOException _) {
      return false;
    }
  }

  /** A connection of the superuser. */
  Connection connect(String database) throws SQLException {
    return connect(port, database);
  }

  private Connection connect(int at, String database) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + at + "/" + database + "?connectTimeout=5";
    return DriverManager.getConnection(url, "postgres", password);
  }

  /** Made beside its place and moved there whole, so that a kill leaves no half of it. */
  private void createData(Path folder) throws IOException {
    if (Files.exists(data)) {
      return;
    }
    Path draft = folder.resolve("data-draft");
    deleteAll(draft);
    Path passwordFile = folder.resolve("password");
    Files.writeString(passwordFile, password);
    Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-r--r--"));
    try {
      commands.run(
          "initdb",
          "--pgdata=" + draft,
          "--username=postgres",
          "--pwfile=" + passwordFile,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale-provider=builtin",
          "--locale=C.UTF-8");
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private synchronized void startOrTakeOver(int firstPort) throws IOException {
    Optional<Postmaster> left = Postmaster.on(data);
    if (left.isPresent() && answers(left.get())) {
      port = left.get().port();
      log.info("took over PostgreSQL, pid {}, port {}", left.get().process().pid(), port);
      watch();
      return;
    }
    if (left.isPresent()) {
      log.warn("stopping a PostgreSQL that does not answer, pid {}", left.get().process().pid());
      commands.run("pg_ctl", "stop", "--pgdata=" + data, "--mode=immediate", "--wait");
    }
    Files.deleteIfExists(Postmaster.file(data));
    port = freePortFrom(firstPort);
    configure();
    commands.run(
        "pg_ctl",
        "start",
        "--pgdata=" + data,
        "--log=" + logFile,
        "--options=-p " + port,
        "--wait");
    watch();
  }

  private void watch() throws IOException {
    Postmaster.on(data)
        .ifPresent(server -> server.process().onExit().thenRunAsync(this::startAgain, SOON));
  }

  private synchronized void startAgain() {
    if (closing) {
      return;
    }
    log.error("PostgreSQL ended, starting it again");
    try {
      startOrTakeOver(port);
    } catch (IOException e) {
      // for a moment after a kill its own children still hold its memory
      log.error("PostgreSQL does not start, trying again", e);
      SOON.execute(this::startAgain);
    }
  }

  private boolean answers(Postmaster postmaster) {
    try (Connection connection = connect(postmaster.port(), "postgres")) {
      return connection.isValid(5);
    } catch (SQLException _) {
      return false;
    }
  }

  private void configure() throws IOException {
    try (var settings = PostgresServer.class.getResourceAsStream("/postgresql.conf")) {
      if (settings == null) {
        throw new IOException("postgresql.conf is missing on the class path");
      }
      Files.write(data.resolve("postgresql.conf"), settings.readAllBytes());
    }
  }

  private static int freePortFrom(int first) throws IOException {
    for (int port = first; port < first + 100; port++) {
      try (var socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (IOException _) {
        log.info("port {} is in use, trying the next for PostgreSQL", port);
      }
    }
    throw new IOException("No port from " + first + " to " + (first + 99) + " is free.");
  }

  private static void deleteAll(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Override
  public synchronized void close() {
    closing = true;
    try {
      commands.run("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--wait");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
