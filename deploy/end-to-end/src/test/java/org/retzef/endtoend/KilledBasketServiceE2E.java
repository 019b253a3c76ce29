package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.retzef.endtoend.Caller.Answer;
import tools.jackson.databind.JsonNode;

/**
 * R1: basket-service is killed again and again while people ask and decide; their programs repeat
 * under the same key what was not answered. The short form runs here; {@code -Dretzef.kills=50
 * -Dretzef.decisions=10000} is the long one.
 */
class KilledBasketServiceE2E {

  private static final int KILLS = Integer.getInteger("retzef.kills", 3);
  private static final int DECISIONS = Integer.getInteger("retzef.decisions", 300);
  private static final int CLIENTS = 8;
  private static final int AMOUNT = 5; // ILS; a basket of 8,000 holds 1,600 of them

  private final Platform platform = Platform.running();
  private final String door = "http://localhost:" + platform.port("BASKET");
  private final Caller worker = new Caller(platform, "worker", door);
  private final Caller head = new Caller(platform, "head", door);

  /** What was accepted: the request's id, and its decision's. */
  private final Map<String, String> accepted = new ConcurrentHashMap<>();

  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicLong calls = new AtomicLong();

  @Test
  void losesNothingDoesNothingTwiceAndTellsAll() throws Exception {
    List<Story> families = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      families.add(new Story(platform, "50124" + (1000 + i)).registersAFamilyWithTwoChildren());
    }
    families.forEach(Story::enrolsIt);
    families.forEach(Story::itsBasketOpensByItself);
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> working = new ArrayList<>();
      for (Story family : families) {
        working.add(clients.submit(() -> askAndDecide(family.basketId())));
      }
      try {
        killMeanwhile(working);
      } catch (RuntimeException | AssertionError notStarted) {
        clients.shutdownNow();
        throw notStarted;
      }
      for (Future<?> one : working) {
        one.get();
      }
    }
    long repeated = calls.get() - 2L * accepted.size();
    System.out.printf(
        "%d decisions, %d kills, %d calls repeated%n", accepted.size(), KILLS, repeated);
    assertThat(repeated).as("calls that a kill left without an answer").isPositive();
    everyAcceptedAnswerIsThereAndNothingElse(families);
    everyEventIsOut();
  }

  private void killMeanwhile(List<Future<?>> working) {
    for (int kill = 1; kill <= KILLS; kill++) {
      int next = DECISIONS * kill / (KILLS + 1);
      await().atMost(Duration.ofMinutes(5)).until(() -> accepted.size() >= next || failed(working));
      platform.kill("basket-service");
      platform.up();
    }
  }

  private static boolean failed(List<Future<?>> working) {
    return working.stream().anyMatch(one -> one.state() == Future.State.FAILED);
  }

  private void askAndDecide(String basket) {
    while (begun.getAndIncrement() < DECISIONS) {
      String request =
          untilAnswered(
                  UUID.randomUUID().toString(),
                  key ->
                      worker.post(
                          "/api/v1/baskets/" + basket + "/requests",
                          """
                          {"aspect": "BASIC_NEEDS",
                           "items": [{"category": "FOOD", "description": "x", "amount": "%d"}]}
                          """
                              .formatted(AMOUNT),
                          key,
                          null))
              .text("id");
      Answer decision =
          untilAnswered(
              UUID.randomUUID().toString(),
              key ->
                  head.post(
                      "/api/v1/requests/" + request + "/decisions",
                      "{\"decision\": \"APPROVE\"}",
                      key,
                      "\"1\""));
      assertThat(accepted.put(request, decision.text("id"))).as("asked for twice").isNull();
    }
  }

  /** A program that was not answered, or told to come again, asks again under its key. */
  private Answer untilAnswered(String key, Function<String, Answer> call) {
    return await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofMinutes(2))
        .until(() -> ask(key, call), KilledBasketServiceE2E::isLast)
        .expect(201);
  }

  private Answer ask(String key, Function<String, Answer> call) {
    calls.incrementAndGet();
    try {
      return call.apply(key);
    } catch (UncheckedIOException cut) {
      return null;
    }
  }

  private static boolean isLast(Answer answer) {
    return answer != null && !answer.isLate();
  }

  private void everyAcceptedAnswerIsThereAndNothingElse(List<Story> families) {
    Set<String> found = new HashSet<>();
    long reserved = 0;
    for (Story family : families) {
      JsonNode page;
      String next = "";
      do {
        page =
            worker
                .get("/api/v1/requests?limit=200&familyId=" + family.familyId() + next)
                .expect(200)
                .body();
        for (JsonNode request : page.get("items")) {
          assertThat(request.get("status").asString()).isEqualTo("APPROVED");
          assertThat(request.get("version").asLong()).isEqualTo(2);
          assertThat(found.add(request.get("id").asString())).isTrue();
        }
        next = "&cursor=" + page.get("next").asString("");
      } while (!page.get("next").isNull());
      reserved += agorotOf(worker.get("/api/v1/baskets/" + family.basketId()), "reserved");
    }
    assertThat(found).isEqualTo(accepted.keySet()).hasSize(DECISIONS);
    assertThat(reserved).isEqualTo(100L * AMOUNT * DECISIONS);
    assertThat(
            new Caller(platform, "basket", door)
                .get("/api/v1/ledger/proof")
                .expect(200)
                .text("difference"))
        .isEqualTo("0.00");
  }

  private static long agorotOf(Answer basket, String field) {
    return Long.parseLong(basket.expect(200).text(field).replace(".", ""));
  }

  private void everyEventIsOut() {
    EventsSeen seen =
        EventsSeen.until(
            platform,
            all -> all.told("request.decided.v1").keySet().containsAll(accepted.keySet()));
    for (String type : List.of("request.submitted.v1", "request.decided.v1")) {
      Map<String, Set<String>> told = seen.told(type);
      assertThat(accepted.keySet())
          .as("told once, in however many copies: " + type)
          .allMatch(request -> told.getOrDefault(request, Set.of()).size() == 1);
    }
  }
}
