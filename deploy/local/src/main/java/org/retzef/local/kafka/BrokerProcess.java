package org.retzef.local.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.retzef.local.process.OwnedProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the broker's process alive: starts it, or takes over one that a killed helper left behind,
 * and starts it again when it dies.
 */
public final class BrokerProcess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BrokerProcess.class);
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final Executor SOON =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xms64m",
          "-Xmx192m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:MaxDirectMemorySize=64m",
          "-XX:ReservedCodeCacheSize=48m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Duser.timezone=UTC",
          "-Dlogback.configurationFile=broker-logback.xml");

  /**
   * What a broker needs.
   *
   * @param port for services
   * @param partnersPort for partners' data teams, who sign in
   * @param owned where its pid is kept
   * @param jvmOptions those beyond the usual ones
   */
  public record Place(
      Path folder,
      int port,
      int partnersPort,
      Path log,
      OwnedProcess owned,
      List<String> jvmOptions) {}

  private final Place place;
  private volatile ProcessHandle process;
  private volatile boolean closing;

  private BrokerProcess(Place place, ProcessHandle process) {
    this.place = place;
    this.process = process;
  }

  /** Starts the broker or takes it over; returns when it accepts connections. */
  public static BrokerProcess start(Place place) throws IOException {
    ProcessHandle process = place.owned().running().orElseGet(() -> launch(place));
    var broker = new BrokerProcess(place, process);
    broker.watch(process);
    try {
      broker.awaitConnections();
      return broker;
    } catch (IOException e) {
      broker.close();
      throw e;
    }
  }

  private static ProcessHandle launch(Place place) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    command.addAll(place.jvmOptions());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Broker.class.getName()));
    command.addAll(
        List.of(
            place.folder().toString(),
            Integer.toString(place.port()),
            Integer.toString(place.partnersPort())));
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(place.log().toFile()))
              .start();
      place.owned().remember(started.toHandle());
      log.info("started the broker, pid {}", started.pid());
      return started.toHandle();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void watch(ProcessHandle watched) {
    watched.onExit().thenRunAsync(this::startAgain, SOON);
  }

  private synchronized void startAgain() {
    if (!closing) {
      log.error("the broker ended, starting it again");
      process = launch(place);
      watch(process);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  private void awaitConnections() throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!accepts()) {
      if (Instant.now().isAfter(end)) {
        throw new IOException("Kafka does not answer, see " + place.log());
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while Kafka started", e);
      }
    }
  }

  private boolean accepts() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", place.port()), 500);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Tells the broker to end and waits until it has written everything. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
    }
    process.destroy();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    place.owned().forget();
  }
}
