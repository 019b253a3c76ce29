package org.retzef.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.gateway.RunningGateway;

/**
 * Paths that gateway and service could read differently reach no service, with a token or without.
 */
class PathTricksIT {

  private final RunningGateway gateway = RunningGateway.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//api/v1/families",
        "/api//v1/families",
        "/api/v1//families",
        "/api/v1/families/",
        "/api/v1/families//",
        "/api/v1/./families",
        "/api/v1/../v1/families",
        "/r/../api/v1/families",
        "/r/..;/api/v1/families",
        "/r/%2e%2e/api/v1/families",
        "/r/%2E%2E/api/v1/families",
        "/r/.%2e/api/v1/families",
        "/r/%252e%252e/api/v1/families",
        "/r/..%2fapi/v1/families",
        "/r/..%252fapi/v1/families",
        "/r/%2e%2e%2fapi%2fv1%2ffamilies",
        "/r/..%5capi/v1/families",
        "/r/..\\api\\v1\\families",
        "/r/%c0%ae%c0%ae/api/v1/families",
        "/r/%e0%80%ae%e0%80%ae/api/v1/families",
        "/r/%uff0e%uff0e/api/v1/families",
        "/r/\u00c0\u00ae\u00c0\u00ae/api",
        "/api/v1/families;",
        "/api/v1/families;x=1",
        "/api/v1;/families",
        "/api;a=b/v1/families",
        "/api/v1/families%3bx",
        "/api/v1/families%00",
        "/api/v1/families%00.json",
        "/api/v1/families%0a",
        "/api/v1/families%0d%0aX-User-Id:1",
        "/api/v1/families%20",
        "/api/v1/families%09",
        "/api/v1/families%23",
        "/api/v1/families%3f",
        "/api/v1/families%2f",
        "/api/v1/%66amilies",
        "/%61pi/v1/families",
        "/api%2fv1%2ffamilies",
        "/api/v1/families/..",
        "/api/v1/families/.",
        "/api/v1/families/.hidden",
        "/docs/..;/actuator/env",
        "/docs/openapi/..%2f..%2factuator%2fenv",
        "/docs/openapi/%2e%2e/%2e%2e/api/v1/families",
        "/docs/../api/v1/families",
        "/actuator/../api/v1/families",
        "/api/v1/families\u0000",
        "/api/v1/families*",
        "/api/v1/{families}",
        "/api/v1/families|x",
        "/api/v1/families\"",
        "/api/v1/families<x>",
        "http://localhost/r/..;/api/v1/families",
        "http://localhost//api/v1/families",
        "/api/v1/families/%2e%2e%5cactuator",
        "/api/v1/families\\..\\..\\actuator",
        "/api/v1/families/\u0000",
        "/api/v1/families/x%2500",
        "/api/v1/families/%25%32%66",
        "/api/v1/families/\u2215",
        "/api/v1/%ef%bc%8ffamilies",
        "/r/..\u0000/api/v1/families",
        "/r/x%23/../../api/v1/families",
        "/r/%e2%80%ae",
        "/r/a%09b",
        "/r/+/.%00./",
        "/./api/v1/families",
        "/~/../api/v1/families",
        "*",
        "/api/v1/families/..%c0%af",
        "/api/v1/families/%f0%80%80%af",
        "/api/v1/families/..%00/",
        "/api/v1/families/.;/x",
        "/api/v1/families;/../../docs"
      })
  void reachesNoService(String target) throws IOException {
    for (String authorization :
        new String[] {"", "Authorization: Bearer " + RunningGateway.workersToken() + "\r\n"}) {
      String answer =
          gateway.raw(
              "GET "
                  + target
                  + " HTTP/1.1\r\nHost: localhost\r\n"
                  + authorization
                  + "Connection: close\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 4");
    }
    assertThat(gateway.service("family-service").received()).isEmpty();
    assertThat(gateway.service("basket-service").received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "PROPFIND", "get", "DEBUG"})
  void refusesAnUnusualMethod(String method) throws IOException {
    String answer =
        gateway.raw(
            method
                + " /api/v1/families HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + RunningGateway.workersToken()
                + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 405").contains("method-not-allowed");
    assertThat(gateway.service("family-service").received()).isEmpty();
  }
}
