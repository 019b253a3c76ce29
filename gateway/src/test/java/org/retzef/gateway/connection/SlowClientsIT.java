package org.retzef.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.retzef.gateway.RunningGateway;
import org.retzef.gateway.StubService;

/** Who takes its time holds a connection for so long and no longer, and nobody else waits. */
class SlowClientsIT {

  private static final int CONNECTIONS = Integer.getInteger("retzef.connections", 300);
  private static final String GET = "GET /docs HTTP/1.1\r\nHost: localhost\r\n";

  private final RunningGateway gateway = RunningGateway.shared();

  static Stream<Arguments> slowBeginnings() {
    return Stream.of(
        Arguments.of("says nothing", "", ""),
        Arguments.of("a header now and then", GET, "X-More: 1\r\n"),
        Arguments.of("a letter now and then", "G", "E"),
        Arguments.of("empty lines before the request", "\r\n", "\r\n"),
        Arguments.of("a second request that never ends", GET + "\r\nGET /docs HTT", "P"),
        Arguments.of(
            "a body that nobody reads",
            "POST /docs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n",
            "x"),
        Arguments.of(
            "a chunk without end",
            "POST /nowhere HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
            "x"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("slowBeginnings")
  void hangsUpOnOneThat(String what, String first, String nowAndThen) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(150);
      write(socket, first);

      await()
          .pollInSameThread()
          .pollInterval(Duration.ofMillis(10))
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                boolean isOver = isOver(socket);
                write(socket, nowAndThen);
                return isOver;
              });
    }
  }

  @ParameterizedTest(name = "{0} answers of {1} bytes")
  @CsvSource({"300, 60000", "1, 30000000"})
  void hangsUpOnOneThatDoesNotRead(int answers, int bytes) throws IOException {
    StubService rights = gateway.service("rights-service");
    rights.answerWith("x".repeat(bytes));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      String request =
          "GET /api/v1/rights HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + RunningGateway.workersToken()
              + "\r\n\r\n";
      write(socket, request.repeat(answers));

      await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(30))
          .until(() -> !canWrite(socket));
      assertThat(rights.received().size()).isBetween(1, Math.max(1, answers - 1));
      await().until(() -> rights.underWay() == 0);
    }
  }

  @Test
  void letsAConnectionRestBetweenTwoRequests() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(2_500); // longer than a head may take
      write(socket, GET + "\r\n");
      assertThat(isOver(socket)).isFalse();
      write(socket, GET + "\r\n");
      assertThat(isOver(socket)).isFalse();
    }
  }

  @Test
  void othersDoNotWaitForTheSlow() throws IOException {
    var gateway = new RunningGateway(Map.of("retzef.gateway.head-within", "10m"));
    List<Socket> slow = new ArrayList<>();
    try {
      beginManyHeads(gateway, slow);
      for (int i = 0; i < 20; i++) {
        assertThat(gateway.send(gateway.authorised("/api/v1/rights")).statusCode()).isEqualTo(200);
      }
      for (Socket socket : slow) {
        write(socket, "\r\n");
        assertThat(firstLine(socket)).as("of one that was slow").startsWith("HTTP/1.1 200");
      }
    } finally {
      closeAll(slow);
    }
  }

  @Test
  void hangsUpOnEachOfManySlow() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      beginManyHeads(gateway, slow);
      for (Socket socket : slow) {
        socket.setSoTimeout(20_000);
        assertThat(isOver(socket)).isTrue();
      }
    } finally {
      closeAll(slow);
    }
  }

  private static void beginManyHeads(RunningGateway gateway, List<Socket> slow) throws IOException {
    for (int i = 0; i < CONNECTIONS; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
      slow.add(socket);
      write(socket, GET);
    }
  }

  private static void closeAll(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static String firstLine(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
        .readLine();
  }

  /** Reads what comes until nothing more does: whether that is because the other side hung up. */
  private static boolean isOver(Socket socket) {
    try {
      byte[] some = new byte[8192];
      while (socket.getInputStream().read(some) >= 0) {
        // an answer may come first
      }
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private static boolean canWrite(Socket socket) {
    try {
      socket.getOutputStream().write('\n');
      return true;
    } catch (IOException hungUp) {
      return false;
    }
  }

  private static void write(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException closed) {
      // told by the next read
    }
  }
}
