package org.retzef.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.retzef.gateway.RunningGateway;

/**
 * A connection that is kept goes on being read. With reactor-netty 1.3.6 it is not, once an answer
 * that another thread gave is followed at once by one of the event loop.
 */
class KeptConnectionIT {

  private static final String FROM_ANOTHER_THREAD = "/actuator/health/liveness";
  private static final String FROM_THE_EVENT_LOOP = "/nowhere";

  private final RunningGateway gateway = RunningGateway.shared();

  @Test
  void answersTheThirdRequestOnAConnectionToo() throws IOException {
    for (int i = 0; i < 50; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
        socket.setSoTimeout(15_000);
        var answers =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

        send(socket, FROM_ANOTHER_THREAD, FROM_THE_EVENT_LOOP);
        assertThat(nextStatus(answers)).isEqualTo("HTTP/1.1 200 OK");
        assertThat(nextStatus(answers)).isEqualTo("HTTP/1.1 404 Not Found");
        send(socket, FROM_ANOTHER_THREAD);
        assertThat(nextStatus(answers)).isEqualTo("HTTP/1.1 200 OK");
      }
    }
  }

  private static void send(Socket socket, String... paths) throws IOException {
    StringBuilder requests = new StringBuilder();
    for (String path : paths) {
      requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static String nextStatus(BufferedReader answers) throws IOException {
    String line = answers.readLine();
    while (!line.contains("HTTP/1.1 ")) {
      line = answers.readLine();
    }
    return line.substring(line.indexOf("HTTP/1.1 "));
  }
}
