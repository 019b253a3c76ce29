package org.retzef.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.retzef.local.kafka.BrokerProcess;
import org.retzef.local.postgres.Databases;
import org.retzef.local.postgres.PostgresServer;
import org.retzef.local.process.OwnedProcess;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Secrets;
import org.retzef.local.settings.Settings;

/** PostgreSQL and Kafka, started side by side. */
final class Servers implements AutoCloseable {
  private static final Executor OWN_THREAD = work -> Thread.ofPlatform().name("start").start(work);

  private final CompletableFuture<PostgresServer> postgres;
  private final CompletableFuture<BrokerProcess> broker;
  private final CompletableFuture<Void> ready;

  private Servers(Settings settings, Secrets secrets) {
    postgres = CompletableFuture.supplyAsync(() -> startPostgres(settings, secrets), OWN_THREAD);
    broker = CompletableFuture.supplyAsync(() -> startBroker(settings), OWN_THREAD);
    ready = postgres.thenAcceptBoth(broker, (server, _) -> writeAddresses(settings, server));
  }

  /** Begins to start both; when they answer, their addresses are written down for the launcher. */
  static Servers start(Settings settings, Secrets secrets) {
    try {
      Files.createDirectories(settings.logs());
      Files.deleteIfExists(settings.addresses());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Servers(settings, secrets);
  }

  private static PostgresServer startPostgres(Settings settings, Secrets secrets) {
    try {
      PostgresServer server =
          PostgresServer.start(
              settings.home().resolve("postgres"),
              settings.port(Port.POSTGRES),
              secrets.of("postgres"));
      Databases.create(server, secrets);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private static BrokerProcess startBroker(Settings settings) {
    try {
      return BrokerProcess.start(
          new BrokerProcess.Place(
              settings.home().resolve("kafka"),
              settings.port(Port.KAFKA),
              settings.port(Port.PARTNERS),
              settings.logs().resolve("kafka.log"),
              new OwnedProcess(settings.pids().resolve("kafka")),
              System.getProperty("retzef.broker.options", "").lines().toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeAddresses(Settings settings, PostgresServer postgres) {
    var addresses = new Properties();
    addresses.setProperty("postgres", Integer.toString(postgres.port()));
    Path draft = settings.home().resolve("addresses.draft");
    try {
      try (Writer writer = Files.newBufferedWriter(draft)) {
        addresses.store(writer, null);
      }
      Files.move(draft, settings.addresses(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when both answer, and fails when one of them could not be started. */
  void await() {
    ready.join();
  }

  boolean areUp() {
    return ready.isDone()
        && !ready.isCompletedExceptionally()
        && broker.join().isAlive()
        && postgres.join().isAlive();
  }

  @Override
  public void close() {
    List<CompletableFuture<Void>> ends =
        List.of(
            broker.thenAcceptAsync(BrokerProcess::close, OWN_THREAD),
            postgres.thenAcceptAsync(PostgresServer::close, OWN_THREAD));
    ends.forEach(end -> end.exceptionally(_ -> null).join());
  }
}
