package org.retzef.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.gateway.RunningGateway;
import org.retzef.gateway.StubService;

/**
 * A request whose end could be read in two ways is refused, and what follows it on the connection
 * is not listened to: else the second half of one caller's request is the first half of another's.
 */
class SmugglingIT {

  /** What the attacker hopes is taken for a request of its own; here it has no token. */
  private static final String SECOND = "GET /docs?smuggled HTTP/1.1\r\nHost: localhost\r\nX-Rest: ";

  private final RunningGateway gateway = RunningGateway.shared();
  private final StubService service = gateway.service("training-service");

  static Stream<Arguments> headsThatLie() {
    String hello = "hello";
    String none = "0\r\n\r\n";
    return Stream.of(
        Arguments.of(
            "a length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked", none),
        Arguments.of(
            "chunks and a length", "Transfer-Encoding: chunked\r\nContent-Length: 5", none),
        Arguments.of("two lengths", "Content-Length: 5\r\nContent-Length: 6", "hello!"),
        Arguments.of("the same length twice", "Content-Length: 5\r\nContent-Length: 5", hello),
        Arguments.of("a list of lengths", "Content-Length: 5, 5", hello),
        Arguments.of("a list of two lengths", "Content-Length: 5, 6", hello),
        Arguments.of("a length below zero", "Content-Length: -1", ""),
        Arguments.of("a length with a sign", "Content-Length: +5", hello),
        Arguments.of("a length that is none", "Content-Length: five", hello),
        Arguments.of("a length in hexadecimal", "Content-Length: 0x5", hello),
        Arguments.of("a length with a space in it", "Content-Length: 5 0", hello),
        Arguments.of("a length without end", "Content-Length: 99999999999999999999", hello),
        Arguments.of("an empty length", "Content-Length: ", hello),
        Arguments.of("a space before the colon", "Content-Length : 5", hello),
        Arguments.of("chunks with a space before the colon", "Transfer-Encoding : chunked", none),
        Arguments.of("a tab before the colon", "Transfer-Encoding\t: chunked", none),
        Arguments.of("a folded encoding", "Transfer-Encoding:\r\n chunked", none),
        Arguments.of("an encoding nobody knows", "Transfer-Encoding: xchunked", none),
        Arguments.of("chunked, but not last", "Transfer-Encoding: chunked, identity", none),
        Arguments.of("chunked twice", "Transfer-Encoding: chunked, chunked", none),
        Arguments.of(
            "two encodings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", none),
        Arguments.of("an encoding in quotes", "Transfer-Encoding: \"chunked\"", none),
        Arguments.of("a letter that is none before it", "Transfer-Encoding: \u000bchunked", none),
        Arguments.of("gzip, then chunks", "Transfer-Encoding: gzip, chunked", none),
        Arguments.of("a bare line feed", "X-One: 1\nTransfer-Encoding: chunked", none),
        Arguments.of("a bare carriage return", "X-One: 1\rTransfer-Encoding: chunked", none),
        Arguments.of("a NUL in a value", "X-One: a\u0000b\r\nContent-Length: 5", hello),
        Arguments.of("a NUL in a name", "X-\u0000One: 1\r\nContent-Length: 5", hello),
        Arguments.of("a name that is none", "X-One(: 1\r\nContent-Length: 5", hello),
        Arguments.of("a line without a colon", "X-One\r\nContent-Length: 5", hello),
        Arguments.of("no name", ": 1\r\nContent-Length: 5", hello),
        Arguments.of("two hosts", "Host: other\r\nContent-Length: 5", hello));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headsThatLie")
  void refusesAndListensNoMore(String what, String head, String body) throws IOException {
    String answer = gateway.raw(request("HTTP/1.1", head, body) + SECOND);

    assertThat(answer).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1 ");
    assertThat(service.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "g\r\nhello\r\n",
        "ffffffffffffffff1\r\nhello",
        "100000005\r\nhello\r\n0\r\n\r\n",
        "3\r\nhello\r\n0\r\n\r\n",
        "5\nhello\n0\n\n",
        "5;a=\nb\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n-1\r\n\r\n"
      })
  void aChunkThatIsNoneEndsTheConnectionAndNoServiceTakesHalfABody(String chunks)
      throws IOException {
    String answer = gateway.raw(request("HTTP/1.1", "Transfer-Encoding: chunked", chunks) + SECOND);

    assertThat(answer).matches("(?s)(HTTP/1.1 400 .*)?");
    assertThat(service.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-One: 1\r\n Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nhello",
        "X-One: 1\r\n\tContent-Length: 50\r\nContent-Length: 5\r\n\r\nhello",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nContent-Length: 50\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nX-User-Id: 1\r\n\r\n"
      })
  void aFoldedLineIsPartOfTheOneBeforeAndATrailerNoHeader(String headAndBody) throws IOException {
    String[] parts = headAndBody.split("\r\n\r\n", 2);

    String answer = gateway.raw(request("HTTP/1.1", parts[0], parts[1]) + SECOND);

    assertThat(answer).startsWith("HTTP/1.1 200").containsOnlyOnce("HTTP/1.1 ");
    assertThat(service.received()).hasSize(1);
    assertThat(service.last().bytes()).isEqualTo(5);
    assertThat(service.last().headers().contains("X-One")).isFalse();
    assertThat(service.last().headers().contains("X-User-Id")).isFalse();
  }

  @Test
  void refusesChunksInHttp10() throws IOException {
    String answer =
        gateway.raw(request("HTTP/1.0", "Transfer-Encoding: chunked", "0\r\n\r\n") + SECOND);

    assertThat(answer).contains(" 400 ").containsOnlyOnce("HTTP/1.");
    assertThat(service.received()).isEmpty();
  }

  @Test
  void upgradesToNothing() throws IOException {
    for (String upgrade : new String[] {"h2c", "websocket", "TLS/1.0"}) {
      String answer =
          gateway.raw(
              request(
                  "HTTP/1.1",
                  "Upgrade: "
                      + upgrade
                      + "\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\nContent-Length: 5",
                  "hello"));
      assertThat(answer).as(upgrade).startsWith("HTTP/1.1 200").doesNotContain(" 101 ");
      assertThat(service.last().headers().contains("Upgrade")).isFalse();
      assertThat(service.last().headers().contains("HTTP2-Settings")).isFalse();
    }
    assertThat(gateway.raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).doesNotContain("200");
  }

  @Test
  void losesNoHeaderThatTheConnectionHeaderNames() throws IOException {
    String answer =
        gateway.raw(
            "GET /api/v1/training-plans HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + RunningGateway.workersToken()
                + "\r\nIf-Match: \"1\"\r\n"
                + "Connection: close, Authorization, If-Match, traceparent\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(service.last().headers().contains("Authorization")).isTrue();
    assertThat(service.last().headers().get("If-Match")).isEqualTo("\"1\"");
  }

  @Test
  void readsTwoHonestRequestsOnOneConnectionAsTwo() throws IOException {
    String first = request("HTTP/1.1", "Content-Length: 5", "hello");
    String second = request("HTTP/1.1", "Transfer-Encoding: chunked", "5\r\nhello\r\n0\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      String both = (first + second).replace("Connection: close\r\n", "");
      socket.getOutputStream().write(both.getBytes(StandardCharsets.US_ASCII));

      await().until(() -> service.received().size() == 2);
    }
    assertThat(service.received()).allMatch(request -> request.bytes() == 5);
  }

  private static String request(String version, String head, String body) {
    return "POST /api/v1/training-plans "
        + version
        + "\r\nHost: localhost\r\nAuthorization: Bearer "
        + RunningGateway.workersToken()
        + "\r\nConnection: close\r\n"
        + head
        + "\r\n\r\n"
        + body;
  }
}
