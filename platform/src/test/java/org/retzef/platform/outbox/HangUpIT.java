package org.retzef.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Clients that drop their connections while a transaction begins, runs or ends. */
@RetzefIT
class HangUpIT {

  private static final int BURSTS = 100;
  private static final int CONNECTIONS = 30;
  private static final String OPEN_SESSIONS =
      "pg_stat_activity where datname = current_database() and state like 'idle in transaction%'";

  @LocalServerPort int port;

  @Value("${spring.flyway.url}")
  String url;

  @Autowired DatabaseClient database;
  @Autowired ConnectionPool pool;

  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @ValueSource(strings = {"notes", "careless"})
  void leavesNoTransactionOpenAndKeepsWhatItAcknowledged(String hungUpOn) throws Exception {
    var running = new AtomicBoolean(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        threads.submit(() -> writeWhile(running));
      }
      for (int burst = 0; burst < BURSTS; burst++) {
        int before = acknowledged.size();
        hangUp(threads, hungUpOn, new Random(burst));
        await().pollInterval(Duration.ofMillis(1)).until(() -> acknowledged.size() > before);
      }
      running.set(false);
    }
    var rows = new Rows(database);
    await().atMost(Duration.ofSeconds(8)).until(() -> rows.count(OPEN_SESSIONS) == 0);
    await().until(() -> pool.getMetrics().orElseThrow().acquiredSize() == 0);
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BURSTS);
    assertThat(committed(acknowledged)).isEqualTo(acknowledged.size());
  }

  /** The last wall, for code that goes around commands and transactions. */
  @Test
  void rollsBackABeginThatWasCancelledHalfWay() throws SQLException {
    String idle = "select count(*) from " + OPEN_SESSIONS;
    try (var outside = DriverManager.getConnection(url, "retzef", "retzef");
        var statement = outside.createStatement()) {
      for (int i = 0; i < 20; i++) {
        database.inConnection(HangUpIT::beginAndTurnAway).block();
        try (var result = statement.executeQuery(idle)) {
          result.next();
          assertThat(result.getInt(1)).isZero();
        }
      }
    }
  }

  /** A page that is left while it loads: what it asked for is awaited by nobody. */
  @Test
  void givesEveryConnectionBackThatAReaderTurnedAwayFrom() {
    var random = new Random(1);
    for (int burst = 0; burst < BURSTS; burst++) {
      var readings = new ArrayList<Disposable>();
      for (int i = 0; i < CONNECTIONS; i++) {
        readings.add(manyRows().subscribe(rows -> {}, busy -> {}));
      }
      for (Disposable reading : readings) {
        LockSupport.parkNanos(random.nextInt(600_000)); // the moment to turn away
        reading.dispose();
      }
    }
    await().until(() -> pool.getMetrics().orElseThrow().acquiredSize() == 0);
    assertThat(manyRows().block()).hasSize(500);
  }

  private Mono<List<String>> manyRows() {
    return database
        .sql("select repeat('x', 500) as text from generate_series(1, $1)")
        .bind("$1", 500)
        .map(row -> row.get("text", String.class))
        .all()
        .collectList();
  }

  private static Mono<Void> beginAndTurnAway(Connection connection) {
    Mono.from(connection.beginTransaction()).subscribe().dispose();
    return Mono.empty();
  }

  private void writeWhile(AtomicBoolean running) {
    while (running.get()) {
      for (String path : new String[] {"notes", "single"}) {
        String id = UUID.randomUUID().toString();
        try (Socket socket = post(path, id)) {
          byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
          if ("HTTP/1.1 200".equals(new String(status, StandardCharsets.US_ASCII))) {
            acknowledged.add(id);
          }
        } catch (IOException refused) {
          continue;
        }
      }
    }
  }

  private void hangUp(ExecutorService threads, String path, Random random) throws Exception {
    var burst = new ArrayList<java.util.concurrent.Future<?>>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int micros = random.nextInt(4_000);
      burst.add(
          threads.submit(
              () -> {
                try (Socket socket = post(path, UUID.randomUUID().toString())) {
                  Thread.sleep(Duration.ofNanos(micros * 1_000L)); // the moment to hang up
                  socket.setSoLinger(true, 0);
                }
                return null;
              }));
    }
    for (var call : burst) {
      call.get();
    }
  }

  private Socket post(String path, String id) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    socket
        .getOutputStream()
        .write(
            "POST /%s/%s HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n"
                .formatted(path, id)
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private long committed(Collection<String> ids) {
    return new Rows(database).count("note where id = any($1)", (Object) ids.toArray(String[]::new));
  }
}
