package org.retzef.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.gateway.RunningGateway;
import org.retzef.gateway.StubService;
import org.retzef.gateway.StubService.Behaviour;

/** A service that fails is told honestly, is left in peace, and harms no other. */
class ServiceFailuresIT {

  /**
   * As {@link RunningGateway#shared} sets it; {@link #isSetForOperationAsDecided} has the true one.
   */
  private static final int CALLS_IN_FLIGHT = 24;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RunningGateway gateway = RunningGateway.shared();
  private final StubService family = gateway.service("family-service");

  @Test
  void answers503WhenAServiceIsDown() {
    var withoutFamilies =
        new RunningGateway(Map.of("retzef.services.family", "http://localhost:1"));

    var answer = withoutFamilies.send(withoutFamilies.authorised("/api/v1/families"));

    assertUnavailable(answer);
  }

  @Test
  void givesUpAServiceThatHangsThenLeavesItInPeaceAndTriesAgain() throws Exception {
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    breaker("family-service")
        .getEventPublisher()
        .onError(failed -> failures.add(failed.getThrowable()));
    family.behave(Behaviour.HANGS);

    for (var answer : sendInParallel(20, "/api/v1/families")) {
      assertUnavailable(answer.get());
    }
    assertThat(family.received()).hasSize(20);
    assertThat(failures).hasSize(20).hasOnlyElementsOfType(ReadTimeoutException.class);
    assertThat(breaker("family-service").getState()).isEqualTo(CircuitBreaker.State.OPEN);

    assertUnavailable(gateway.send(gateway.authorised("/api/v1/families")));
    assertThat(breaker("family-service").getMetrics().getNumberOfNotPermittedCalls()).isEqualTo(1);
    assertThat(family.received()).hasSize(20);

    family.behave(Behaviour.ANSWERS);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> gateway.send(gateway.authorised("/api/v1/families")).statusCode() == 200);
  }

  @Test
  void servesOthersWhileAllPlacesOfAServiceWaitForIt() {
    var patient =
        new RunningGateway(
            Map.of(
                "resilience4j.timelimiter.configs.default.timeout-duration", "10m",
                "resilience4j.bulkhead.configs.default.max-concurrent-calls", "20"));
    StubService hanging = patient.service("family-service");
    hanging.behave(Behaviour.HANGS);
    List<Future<HttpResponse<String>>> waiting = sendInParallel(patient, 20, "/api/v1/families");
    await().until(() -> hanging.received().size() == 20);

    for (int i = 0; i < 10; i++) {
      assertThat(patient.send(patient.authorised("/api/v1/rights")).statusCode()).isEqualTo(200);
    }

    assertThat(waiting).as("all still wait").noneMatch(Future::isDone);
    waiting.forEach(each -> each.cancel(true));
  }

  @Test
  void keepsFewCallsWaitingForOneServiceAndDoesNotBlameItForTooMany() throws Exception {
    family.behave(Behaviour.HANGS);
    List<Future<HttpResponse<String>>> hanging =
        sendInParallel(CALLS_IN_FLIGHT, "/api/v1/families");
    await().until(() -> family.received().size() == CALLS_IN_FLIGHT);

    for (var answer : sendInParallel(30, "/api/v1/families")) {
      assertUnavailable(answer.get());
    }

    assertThat(family.received()).hasSize(CALLS_IN_FLIGHT);
    assertThat(breaker("family-service").getMetrics().getNumberOfFailedCalls()).isZero();
    for (var answer : hanging) {
      assertUnavailable(answer.get());
    }
  }

  @Test
  void triesAGetTwiceMoreWhenTheConnectionBreaks() {
    family.behave(Behaviour.BREAKS_WITHOUT_ANSWER);

    assertUnavailable(gateway.send(gateway.authorised("/api/v1/families")));

    assertThat(family.received()).hasSize(3);
  }

  @Test
  void aGetDoesNotNoticeThatAKeptConnectionWasClosed() {
    for (Behaviour broken :
        new Behaviour[] {Behaviour.BREAKS_WITHOUT_ANSWER, Behaviour.BREAKS_HALFWAY}) {
      gateway.send(gateway.authorised("/api/v1/families"));
      family.behaveOnce(broken);

      var answer = gateway.send(gateway.authorised("/api/v1/families"));

      assertThat(answer.statusCode()).as("%s", broken).isEqualTo(200);
      assertThat(answer.headers().firstValue("ETag")).as("of the half answer").isEmpty();
      assertThat(answer.body()).isEqualTo("{\"service\":\"family-service\"}");
    }
  }

  @Test
  void aServiceThatRefusesABodyUnreadDoesNotLookDown() {
    family.behave(Behaviour.REFUSES_UNREAD);
    String body = "x".repeat(300_000);

    for (int i = 0; i < 200; i++) {
      var refused = gateway.authorised("/api/v1/families").POST(BodyPublishers.ofString(body));
      assertThat(gateway.send(refused).statusCode()).as("request %d", i).isEqualTo(403);
    }
  }

  @Test
  void neverRepeatsAnythingButAGet() {
    family.behave(Behaviour.BREAKS_WITHOUT_ANSWER);

    for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
      int before = family.received().size();
      assertUnavailable(
          gateway.send(
              gateway
                  .authorised("/api/v1/families")
                  .method(method, BodyPublishers.ofString("{}"))));
      assertThat(family.received()).hasSize(before + 1);
    }
  }

  @Test
  void neverRepeatsAPostOnAConnectionThatServedBefore() {
    gateway.send(gateway.authorised("/api/v1/families"));
    family.behave(Behaviour.BREAKS_WITHOUT_ANSWER);

    gateway.send(gateway.authorised("/api/v1/families").POST(BodyPublishers.ofString("{}")));

    assertThat(family.received()).hasSize(2);
  }

  @Test
  void passesAServicesOwn503OnAndDoesNotRepeatIt() {
    family.behave(Behaviour.ANSWERS_503);

    var answer = gateway.send(gateway.authorised("/api/v1/families"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(answer.body()).contains("family-service");
    assertThat(family.received()).hasSize(1);
  }

  @Test
  void answersWith503AndNothingOfTheHalfAnswer() {
    family.behave(Behaviour.BREAKS_HALFWAY);

    var answer =
        gateway.send(gateway.authorised("/api/v1/families").POST(BodyPublishers.ofString("{}")));

    assertUnavailable(answer);
    assertThat(answer.headers().firstValue("ETag")).isEmpty();
    assertThat(answer.headers().firstValue("X-Answered-By")).isEmpty();
  }

  @Test
  void aShortAnswerThatStopsHalfwayIsNone() {
    family.behave(Behaviour.STALLS_HALFWAY);

    assertUnavailable(gateway.send(gateway.authorised("/api/v1/families")));
  }

  @Test
  void doesNotWaitForEverForTheRestOfALongAnswer() {
    family.behave(Behaviour.STALLS_HALFWAY_OF_MUCH);

    var answer = sendInParallel(1, "/api/v1/families").getFirst();

    assertThatThrownBy(() -> answer.get(1, TimeUnit.MINUTES))
        .hasCauseInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 60_000, 400_000})
  void passesAnAnswerOnWhole(int length) {
    String answer = "x".repeat(length);
    family.answerWith(answer);

    assertThat(gateway.send(gateway.authorised("/api/v1/families")).body()).isEqualTo(answer);
  }

  @Test
  void isSetForOperationAsDecided() {
    var asInOperation = new RunningGateway(Map.of());
    var breaker =
        asInOperation
            .bean(CircuitBreakerRegistry.class)
            .circuitBreaker("any")
            .getCircuitBreakerConfig();
    var limits = asInOperation.bean(TimeLimiterRegistry.class);
    var bulkhead = asInOperation.bean(BulkheadRegistry.class).bulkhead("any").getBulkheadConfig();

    assertThat(breaker.getSlidingWindowSize()).isEqualTo(20);
    assertThat(breaker.getMinimumNumberOfCalls()).isEqualTo(20);
    assertThat(breaker.getFailureRateThreshold()).isEqualTo(50);
    assertThat(breaker.getPermittedNumberOfCallsInHalfOpenState()).isEqualTo(5);
    assertThat(breaker.getWaitIntervalFunctionInOpenState().apply(1)).isEqualTo(10_000);
    assertThat(timeLimit(limits, "any")).isEqualTo(Duration.ofSeconds(10));
    for (String imports : List.of("family-imports", "basket-imports", "training-imports")) {
      assertThat(timeLimit(limits, imports)).as(imports).isEqualTo(Duration.ofMinutes(5));
    }
    assertThat(timeLimit(limits, "audit-verification")).isEqualTo(Duration.ofMinutes(10));
    assertThat(timeLimit(limits, "whole-ledger")).isEqualTo(Duration.ofMinutes(2));
    assertThat(bulkhead.getMaxConcurrentCalls()).isEqualTo(64);
  }

  private static Duration timeLimit(TimeLimiterRegistry limits, String route) {
    return limits.timeLimiter(route).getTimeLimiterConfig().getTimeoutDuration();
  }

  private List<Future<HttpResponse<String>>> sendInParallel(int times, String path) {
    return sendInParallel(gateway, times, path);
  }

  private List<Future<HttpResponse<String>>> sendInParallel(
      RunningGateway to, int times, String path) {
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answers.add(threads.submit(() -> to.send(to.authorised(path))));
    }
    return answers;
  }

  private CircuitBreaker breaker(String route) {
    return gateway.bean(CircuitBreakerRegistry.class).circuitBreaker(route);
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(RunningGateway.json(answer).path("code").asString()).isEqualTo("unavailable");
    assertThat(RunningGateway.json(answer).path("traceId").asString()).hasSize(32);
  }
}
