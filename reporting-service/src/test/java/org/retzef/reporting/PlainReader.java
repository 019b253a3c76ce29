package org.retzef.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.retzef.platform.testing.TestTokens;
import org.springframework.security.core.context.SecurityContext;
import reactor.core.publisher.Hooks;

/** Reads over HTTP and looks at nothing but the status: for benchmarks, whose time it would be. */
public final class PlainReader {

  private final HttpClient http = HttpClient.newHttpClient();
  private final String token;
  private final String service;

  /** As one who sees everything. */
  public PlainReader(int port) {
    this(port, "national-manager");
  }

  public PlainReader(int port, String role) {
    token = TestTokens.token("reader-1", "IL", role);
    service = "http://localhost:" + port;
  }

  /**
   * Spring Security's tests hang something of theirs on every reactive operator; services do not.
   */
  public static void takeOffTheTestsHook() {
    Hooks.resetOnLastOperator(SecurityContext.class.getName());
  }

  public byte[] get(String uri) {
    var request =
        HttpRequest.newBuilder(URI.create(service + uri))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
