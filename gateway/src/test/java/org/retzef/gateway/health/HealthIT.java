package org.retzef.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.gateway.RunningGateway;

/**
 * Clients learn from the public port whether the gateway is up; operators learn the rest elsewhere.
 */
class HealthIT {

  private final RunningGateway gateway = RunningGateway.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/health", "/actuator/health/readiness", "/actuator/health/liveness"})
  void tellsItsHealthToEverybodyAndNoMore(String path) {
    var answer = gateway.send(gateway.request(path));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void isNotReadyBeforeItKnowsASigningKeyButAlive() {
    var alone = new RunningGateway(Map.of("retzef.issuer-keys", "http://localhost:1/jwks"));

    assertThat(status(alone, "/actuator/health/readiness")).isEqualTo(503);
    assertThat(status(alone, "/actuator/health")).isEqualTo(503);
    assertThat(status(alone, "/actuator/health/liveness")).isEqualTo(200);
    assertThat(alone.send(alone.authorised("/api/v1/families")).statusCode()).isEqualTo(503);
  }

  private static int status(RunningGateway gateway, String path) {
    return gateway.send(gateway.request(path)).statusCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/",
        "/actuator/env",
        "/actuator/heapdump",
        "/actuator/threaddump",
        "/actuator/beans",
        "/actuator/mappings",
        "/actuator/configprops",
        "/actuator/loggers",
        "/actuator/metrics",
        "/actuator/prometheus",
        "/actuator/gateway",
        "/actuator/gateway/routes",
        "/actuator/gateway/globalfilters",
        "/actuator/gateway/refresh",
        "/actuator/refresh",
        "/actuator/restart",
        "/actuator/shutdown",
        "/actuator/info",
        "/actuator/conditions",
        "/actuator/httpexchanges",
        "/actuator/logfile",
        "/actuator/caches",
        "/actuator/scheduledtasks",
        "/actuator/circuitbreakers",
        "/actuator/circuitbreakerevents",
        "/actuator/bulkheads",
        "/actuator/retries",
        "/actuator/timelimiters",
        "/actuator/features",
        "/actuator/health/signingKeysKnown",
        "/actuator/health/diskSpace",
        "/actuator/startup",
        "/actuator/sbom",
        "/v3/api-docs",
        "/v3/api-docs.yaml",
        "/swagger-ui.html",
        "/swagger-ui/index.html",
        "/openapi.json",
        "/docs/openapi",
        "/docs/openapi.json",
        "/docs/openapi/gateway.json",
        "/env",
        "/health",
        "/metrics",
        "/prometheus",
        "/routes",
        "/gateway/routes",
        "/console",
        "/h2-console",
        "/jolokia",
        "/manage/health",
        "/management/env",
        "/login",
        "/logout",
        "/error",
        "/oauth2/authorize",
        "/.git/config",
        "/.env",
        "/robots.txt"
      })
  void hasNothingForOperatorsOnThePublicPort(String path) {
    for (var request :
        new HttpRequest.Builder[] {gateway.request(path), gateway.authorised(path)}) {
      assertThat(gateway.send(request).statusCode()).isIn(400, 404);
    }
  }

  @Test
  void measuresOnTheOperatorsPort() throws Exception {
    gateway.send(gateway.authorised("/api/v1/families"));

    assertThat(fromOperatorsPort("/actuator/prometheus").body())
        .contains("resilience4j_circuitbreaker_state")
        .contains("routeId=\"family-service\"");
    assertThat(fromOperatorsPort("/actuator/health").statusCode()).isEqualTo(200);
    assertThat(fromOperatorsPort("/actuator/gateway/routes").statusCode()).isEqualTo(404);
    assertThat(fromOperatorsPort("/actuator/env").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> fromOperatorsPort(String path)
      throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + gateway.managementPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
