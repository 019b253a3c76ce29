package org.retzef.gateway.routing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.gateway.RunningGateway;
import org.retzef.gateway.StubService;
import org.retzef.gateway.StubService.Behaviour;

/** Answers of every form end where the next one on the same connection begins. */
class AnswersIT {

  private static final String FOLLOWED_BY_THE_NEXT =
      "(?s)\\r\\n\\r\\nHTTP/1.1 200 .*training-service\"}$";

  private final RunningGateway gateway = RunningGateway.shared();
  private final StubService service = gateway.service("training-service");

  @ParameterizedTest
  @CsvSource({"ANSWERS_204, 204", "ANSWERS_304, 304"})
  void anAnswerWithoutABodyHasNone(Behaviour behaviour, int status) throws IOException {
    service.behaveOnce(behaviour);

    String both = answerTo("GET");

    assertThat(both)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("ETag: \"1\"")
        .containsPattern(FOLLOWED_BY_THE_NEXT);
  }

  @Test
  void ofAHeadRequestOnlyTheHeadIsAnswered() throws IOException {
    service.behaveOnce(Behaviour.TELLS_A_LENGTH);

    String both = answerTo("HEAD");

    assertThat(both)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("content-length: 1234\r\n")
        .containsPattern(FOLLOWED_BY_THE_NEXT);
  }

  @Test
  void anEventIsPassedOnWhenItComesAndNotWhenTheStreamEnds() throws IOException {
    service.behaveOnce(Behaviour.STREAMS);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      send(socket, request("GET", "keep-alive"));

      assertThat(readTo(socket, "data: 1\n\n"))
          .containsIgnoringCase("content-type: text/event-stream");
    }
  }

  /** With all that comes after it, of a second request among them. */
  private String answerTo(String method) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      send(socket, request(method, "keep-alive"));
      String first = readTo(socket, "\r\n\r\n");
      send(socket, request("GET", "close"));
      return first + new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private static void send(Socket socket, String request) throws IOException {
    socket.setSoTimeout(3_000);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
  }

  private static String readTo(Socket socket, String end) throws IOException {
    var read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("after: %s", read).isNotNegative();
      read.append((char) next);
    }
    return read.toString();
  }

  private static String request(String method, String connection) {
    return method
        + " /api/v1/courses HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + RunningGateway.workersToken()
        + "\r\nConnection: "
        + connection
        + "\r\n\r\n";
  }
}
