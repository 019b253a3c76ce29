package org.retzef.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.gateway.RunningGateway;

/** What passes in headers, in both directions. */
class HeadersIT {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final RunningGateway gateway = RunningGateway.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Port",
        "X-Forwarded-Prefix",
        "X-Forwarded-Proto",
        "X-Forwarded-User",
        "X-Real-IP",
        "X-User-Id",
        "X-User-Roles",
        "X-Tenant",
        "X-Unit",
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-HTTP-Method-Override",
        "True-Client-IP",
        "Cookie",
        "baggage",
        "Origin",
        "Proxy-Authorization",
        "x-forwarded-for",
        "X-USER-ID"
      })
  void dropsAHeaderThatOnlyWeMayWrite(String header) {
    var answer = gateway.send(gateway.authorised("/api/v1/families").header(header, "sub=1"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(gateway.service("family-service").last().headers().contains(header)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Accept", "Accept-Language", "Idempotency-Key", "If-Match", "If-None-Match"})
  void passesAHeaderOfTheContract(String header) {
    gateway.send(gateway.authorised("/api/v1/families").header(header, "ar"));

    assertThat(gateway.service("family-service").last().headers().get(header)).isEqualTo("ar");
  }

  @Test
  void handsTheTraceOnAndTellsItToTheClient() {
    var answer =
        gateway.send(
            gateway
                .authorised("/api/v1/families")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));

    assertThat(answer.headers().firstValue("X-Trace-Id")).hasValue(TRACE);
    assertThat(gateway.service("family-service").last().headers().get("traceparent"))
        .startsWith("00-" + TRACE + "-");
  }

  @Test
  void beginsATraceWhereTheClientHasNone() {
    var answer = gateway.send(gateway.authorised("/api/v1/families"));

    String trace = answer.headers().firstValue("X-Trace-Id").orElseThrow();
    assertThat(trace).hasSize(32);
    assertThat(gateway.service("family-service").last().headers().get("traceparent"))
        .contains(trace);
  }

  @Test
  void tellsTheSameTraceInAProblem() {
    var answer = gateway.send(gateway.authorised("/nowhere"));

    assertThat(RunningGateway.json(answer).path("traceId").asString())
        .isEqualTo(answer.headers().firstValue("X-Trace-Id").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/families", "/api/v1/nowhere", "/r/abc", "/docs", "/nowhere"})
  void protectsEveryAnswer(String path) {
    assertProtected(gateway.send(gateway.authorised(path)));
    assertProtected(gateway.send(gateway.request(path)));
  }

  @Test
  void letsNothingOfTheApiRestInACache() {
    assertThat(cacheControl(gateway.authorised("/api/v1/families"))).isEqualTo("no-store");
    assertThat(cacheControl(gateway.request("/api/v1/families"))).isEqualTo("no-store");
  }

  @Test
  void compressesAnAnswerOfSomeLength() {
    gateway.service("reporting-service").answerWith("[" + "1234567,".repeat(1000) + "0]");

    var answer =
        gateway.send(gateway.authorised("/api/v1/indicators").header("Accept-Encoding", "gzip"));

    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(answer.body().length()).isLessThan(1000);
  }

  @Test
  void letsPagesOfListedOriginsCallTheApi() {
    var asked =
        gateway.send(
            gateway
                .request("/api/v1/families")
                .header("Origin", "https://portal.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,idempotency-key")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://portal.example");
    assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .containsIgnoringCase("idempotency-key");
    assertThat(asked.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();

    var called =
        gateway.send(
            gateway.authorised("/api/v1/families").header("Origin", "https://portal.example"));
    assertThat(called.statusCode()).isEqualTo(200);
    assertThat(called.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://portal.example");
    assertThat(called.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
        .contains("ETag")
        .contains("RateLimit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://portal.example.evil",
        "http://portal.example",
        "https://evil.example",
        "null",
        "https://portal.example:8443"
      })
  void hasNoRuleForPagesOfOtherOrigins(String origin) {
    var asked =
        gateway.send(
            gateway
                .request("/api/v1/families")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));
    var called = gateway.send(gateway.authorised("/api/v1/families").header("Origin", origin));

    for (var answer : List.of(asked, called)) {
      assertThat(answer.headers().map().keySet())
          .as("without them a browser refuses")
          .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }
    assertThat(gateway.service("family-service").received())
        .noneMatch(request -> request.method().equals("OPTIONS"));
  }

  private String cacheControl(java.net.http.HttpRequest.Builder request) {
    return gateway.send(request).headers().firstValue("Cache-Control").orElseThrow();
  }

  private static void assertProtected(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("frame-ancestors 'none'");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }
}
