package org.retzef.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.retzef.gateway.RunningGateway;
import org.retzef.platform.testing.TestTokens;

/** Each sender has its own measure, and nobody loses by another's haste. */
class RateLimitsIT {

  private static final int REQUESTS = 20;
  private static final int COSTLY = 3;

  /** In a window so long that nothing comes back meanwhile; behind one proxy of ours. */
  private static final RunningGateway GATEWAY =
      new RunningGateway(
          Map.of(
              "retzef.gateway.rates.person.requests", "" + REQUESTS,
              "retzef.gateway.rates.person.window", "1h",
              "retzef.gateway.rates.organisation.requests", "" + REQUESTS,
              "retzef.gateway.rates.organisation.window", "1h",
              "retzef.gateway.rates.anonymous.requests", "" + REQUESTS,
              "retzef.gateway.rates.anonymous.window", "1h",
              "retzef.gateway.rates.costly.requests", "" + COSTLY,
              "retzef.gateway.rates.costly.window", "1h",
              "retzef.gateway.rates.proxies", "1"));

  private final String somebody = UUID.randomUUID().toString();

  @Test
  void tellsEachTimeWhatIsLeft() {
    var first = GATEWAY.send(asPerson(somebody, "web"));
    var second = GATEWAY.send(asPerson(somebody, "web"));

    assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"person\";q=20;w=3600");
    assertThat(first.headers().firstValue("RateLimit")).hasValue("\"person\";r=19;t=180");
    assertThat(second.headers().firstValue("RateLimit").orElseThrow())
        .as("as much later as the second came after the first")
        .matches("\"person\";r=18;t=3(5\\d|60)");
  }

  @Test
  void answers429AndWhenToComeBackAndTheServiceSeesNothing() {
    send(REQUESTS, asPerson(somebody, "web"));
    int seen = GATEWAY.service("rights-service").received().size();

    var refused = GATEWAY.send(asPerson(somebody, "web").header("Accept-Language", "en"));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
        .isBetween(170L, 180L);
    assertThat(refused.headers().firstValue("RateLimit").orElseThrow())
        .startsWith("\"person\";r=0;");
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    var problem = RunningGateway.json(refused);
    assertThat(problem.path("code").asString()).isEqualTo("too-many-requests");
    assertThat(problem.path("title").asString()).isEqualTo("Too many requests");
    assertThat(GATEWAY.service("rights-service").received()).hasSize(seen);
  }

  @Test
  void countsAPersonsProgramsApartAndAnOrganisationsTogether() {
    send(REQUESTS, asPerson(somebody, "web"));
    assertThat(status(asPerson(somebody, "phone"))).isEqualTo(200);

    String code = "ngo-" + somebody;
    send(REQUESTS, asOrganisation("partner", code, "first"));
    assertThat(status(asOrganisation("partner", code, "second"))).isEqualTo(429);
    assertThat(status(asOrganisation("vendor", code, "second"))).isEqualTo(200);
  }

  @Test
  void oneWithoutMeasureAmongFiveTakesNothingFromTheFour() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> hasty = new ArrayList<>();
      for (int i = 0; i < 10 * REQUESTS; i++) {
        hasty.add(
            threads.submit(() -> GATEWAY.send(asOrganisation("partner", "hasty", "program"))));
      }
      for (int partner = 0; partner < 4; partner++) {
        send(REQUESTS, asOrganisation("partner", somebody + partner, "program"));
      }
      int letIn = 0;
      for (var answer : hasty) {
        boolean isLetIn = answer.get().statusCode() == 200;
        letIn += isLetIn ? 1 : 0;
        assertThat(answer.get().statusCode()).isIn(200, 429);
        assertThat(answer.get().headers().firstValue("Retry-After").isPresent())
            .isEqualTo(!isLetIn);
      }
      assertThat(letIn).isEqualTo(REQUESTS);
    }
  }

  @Test
  void countsWhoHasNoTokenByAddressAndBelievesOnlyOurProxy() {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(status(nameless("/r/guess" + i, "198.51.100." + i + ", 203.0.113.1")))
          .isEqualTo(200);
    }
    assertThat(status(nameless("/r/guess", "198.51.100.99, 203.0.113.1"))).isEqualTo(429);
    assertThat(status(nameless("/r/guess", "203.0.113.2"))).isEqualTo(200);
    assertThat(status(nameless("/nowhere", "203.0.113.1")))
        .as("also where nothing is")
        .isEqualTo(429);
  }

  @Test
  void whoHasOneIpv6AddressHasItsNetwork() {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(status(nameless("/docs", "2001:db8:1:2::" + i))).isEqualTo(200);
    }
    assertThat(status(nameless("/docs", "2001:db8:1:2:ffff::1"))).isEqualTo(429);
    assertThat(status(nameless("/docs", "2001:db8:1:3::1"))).isEqualTo(200);
  }

  @Test
  void withoutAProxyOfOursForwardedAddressesAreNotBelieved() {
    RunningGateway alone = RunningGateway.shared();
    long before = left(alone.send(alone.request("/docs").header("X-Forwarded-For", "192.0.2.1")));
    long after = left(alone.send(alone.request("/docs").header("X-Forwarded-For", "192.0.2.2")));
    assertThat(after).isLessThan(before);
  }

  @Test
  void guessingTokensIsNoWayAroundTheLimit() {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(status(guess("token" + i))).isEqualTo(401);
    }
    assertThat(status(guess("token"))).isEqualTo(429);
  }

  @Test
  void countsNamelessScreeningsMoreStrictly() {
    for (int i = 0; i < COSTLY; i++) {
      assertThat(status(screening())).isEqualTo(200);
    }
    var refused = GATEWAY.send(screening());
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"costly\";q=3;w=3600");
    assertThat(status(nameless("/docs", "203.0.113.77"))).isEqualTo(200);
  }

  private static HttpRequest.Builder screening() {
    return nameless("/api/v1/screenings/anonymous", "203.0.113.77")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{}"));
  }

  private static HttpRequest.Builder guess(String token) {
    return nameless("/api/v1/rights", "203.0.113.66").header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.Builder nameless(String path, String forwardedFor) {
    return GATEWAY.request(path).header("X-Forwarded-For", forwardedFor);
  }

  private static HttpRequest.Builder asPerson(String subject, String program) {
    return with(
        TestTokens.of(subject).unit("IL.SOUTH").roles("supervisor").claim("azp", program).signed());
  }

  private static HttpRequest.Builder asOrganisation(String kind, String code, String program) {
    return with(TestTokens.of(program).unit("IL").roles(kind).claim(kind, code).signed());
  }

  private static HttpRequest.Builder with(String token) {
    return GATEWAY.request("/api/v1/rights").header("Authorization", "Bearer " + token);
  }

  private static void send(int times, HttpRequest.Builder request) {
    for (int i = 0; i < times; i++) {
      assertThat(status(request)).isEqualTo(200);
    }
  }

  private static int status(HttpRequest.Builder request) {
    return GATEWAY.send(request).statusCode();
  }

  private static long left(HttpResponse<String> answer) {
    String told = answer.headers().firstValue("RateLimit").orElseThrow();
    return Long.parseLong(told.replaceAll(".*;r=(\\d+);.*", "$1"));
  }
}
