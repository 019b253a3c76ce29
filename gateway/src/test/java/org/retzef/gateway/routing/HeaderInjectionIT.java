package org.retzef.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.gateway.RunningGateway;
import org.retzef.gateway.StubService;

/** Nobody writes a header but who may: not into a service's request and not into an answer. */
class HeaderInjectionIT {

  private final RunningGateway gateway = RunningGateway.shared();
  private final StubService service = gateway.service("rights-service");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/rights?q=x%0d%0aX-Injected:%201",
        "/api/v1/rights?q=x%0aX-Injected:%201",
        "/api/v1/rights?q=%E5%98%8A%E5%98%8DX-Injected:%201",
        "/api/v1/rights?q=x%00"
      })
  void aLineBreakInAQueryStaysInTheQuery(String path) {
    var answer = gateway.send(gateway.authorised(path));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(service.last().uri()).isEqualTo(path);
    assertThat(service.last().headers().contains("X-Injected")).isFalse();
    assertThat(answer.headers().firstValue("X-Injected")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept-Language: he\rX-Injected: 1",
        "Accept-Language: he\nX-Injected: 1",
        "Accept-Language: he\u0000",
        "Idempotency-Key: a\u0000b",
        "Idempotency-Key: a\u0001b",
        "Content-Type: text/csv\r\nContent-Type: application/json",
        "Idempotency-Key: one\r\nIdempotency-Key: two",
        "Host: localhost",
        "X-Bad Name: 1"
      })
  void aHeaderWithASignThatIsNoneIsRefused(String header) throws IOException {
    String answer = gateway.raw(get("/api/v1/rights", header));

    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("X-Injected");
    assertThat(service.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: localhost:1\r\nX-Forwarded-Host: evil.example",
        "Host: localhost\r\nForwarded: host=evil.example;proto=https",
        "Host: evil.example:8080\r\nX-Original-Host: evil.example"
      })
  void neitherServiceNorAnswerSeesAnotherHost(String hosts) throws IOException {
    String answer =
        gateway.raw(get("/api/v1/rights", "").replace("Host: localhost\r\n", hosts + "\r\n"));

    assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("evil.example");
    assertThat(service.address()).endsWith(service.last().headers().get("Host"));
    assertThat(service.last().headers().entries().toString()).doesNotContain("evil.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: \r\n", "Host: a b\r\n", "Host: evil/..\r\n", ""})
  void aHostThatIsNoneIsRefused(String host) throws IOException {
    String answer = gateway.raw(get("/api/v1/rights", "").replace("Host: localhost\r\n", host));

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(service.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-zz-zz-01",
        "00-00000000000000000000000000000000-0000000000000000-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "<script>alert(1)</script>",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, x"
      })
  void aTraceThatIsNoneBeginsANewOne(String traceparent) {
    var answer =
        gateway.send(gateway.authorised("/api/v1/rights").header("traceparent", traceparent));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Trace-Id").orElseThrow())
        .matches("[0-9a-f]{32}")
        .isNotEqualTo("0".repeat(32));
  }

  @Test
  void theLanguageOfAnAnswerIsOneOfOurs() throws IOException {
    String answer =
        gateway.raw(get("/nowhere", "Accept-Language: ../../etc/passwd, he-x-\"evil\""));

    assertThat(answer).startsWith("HTTP/1.1 404").doesNotContain("evil").doesNotContain("passwd");
  }

  private static String get(String path, String header) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + RunningGateway.workersToken()
        + "\r\nConnection: close\r\n"
        + (header.isEmpty() ? "" : header + "\r\n")
        + "\r\n";
  }
}
