package org.retzef.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.retzef.gateway.GatewayApplication;
import org.retzef.gateway.RunningGateway;
import org.retzef.gateway.StubService;
import org.retzef.gateway.StubService.Behaviour;
import org.retzef.platform.testing.TestTokens;

/**
 * Whoever was let in is answered, also when the gateway is told to end; in a process of its own.
 */
class ShutdownIT {

  private static final int UNDER_WAY = 30;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void answersAllThatIsUnderWayThenEnds() throws Exception {
    int port = freePort();
    try (StubService rights = new StubService("rights-service")) {
      Process gateway = start(port, rights);
      try {
        await()
            .atMost(Duration.ofMinutes(1))
            .ignoreExceptions()
            .until(() -> ask(port).get().statusCode() == 200);
        rights.behave(Behaviour.ANSWERS_AFTER_TWO_SECONDS);
        int before = rights.received().size();
        List<CompletableFuture<HttpResponse<String>>> underWay = new ArrayList<>();
        for (int i = 0; i < UNDER_WAY; i++) {
          underWay.add(ask(port));
        }
        await().until(() -> rights.received().size() == before + UNDER_WAY);

        gateway.destroy(); // SIGTERM

        for (var answer : underWay) {
          assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        assertThat(gateway.waitFor(30, TimeUnit.SECONDS)).isTrue();
      } finally {
        gateway.destroyForcibly();
      }
    }
  }

  private CompletableFuture<HttpResponse<String>> ask(int port) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/rights"))
            .header("Authorization", "Bearer " + RunningGateway.workersToken())
            .build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }

  private static Process start(int port, StubService rights) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            "-Xmx96m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classes,
            GatewayApplication.class.getName(),
            "--retzef.gateway.port=" + port,
            "--retzef.management.port=0",
            "--retzef.issuer=" + TestTokens.issuer(),
            "--retzef.issuer-keys=" + TestTokens.issuer() + "/jwks",
            "--retzef.services.rights=" + rights.address())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
