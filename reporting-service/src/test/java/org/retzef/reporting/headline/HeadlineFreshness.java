package org.retzef.reporting.headline;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.Feed;
import org.retzef.reporting.PlainReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures, and asserts nothing: from telling an event until the answer over HTTP counts it. Run it
 * with {@code ./retzef bench freshness}.
 */
@RetzefIT
class HeadlineFreshness {

  private static final Logger log = LoggerFactory.getLogger(HeadlineFreshness.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PER_SECOND = Integer.getInteger("retzef.per-second", 20);
  private static final int WARM_UP = 20 * PER_SECOND;
  private static final int MEASURED = 60 * PER_SECOND;

  private final PlainReader reader;
  private final AtomicLongArray told = new AtomicLongArray(WARM_UP + MEASURED);

  HeadlineFreshness(@LocalServerPort int port) {
    reader = new PlainReader(port);
  }

  @Test
  void tellsHowLongItTakesFromAnEventToTheAnswer() {
    PlainReader.takeOffTheTestsHook();
    long before = count();
    var telling = CompletableFuture.runAsync(this::tell);
    List<Long> delays = new ArrayList<>();
    List<Long> answers = new ArrayList<>();
    for (int seen = 0; seen < told.length(); ) {
      long asked = System.nanoTime();
      long now = count() - before;
      long answered = System.nanoTime();
      answers.add(answered - asked);
      for (; seen < now; seen++) {
        delays.add(answered - told.get(seen));
      }
      LockSupport.parkNanos(10_000_000);
    }
    telling.join();
    report("event to answer", delays.subList(WARM_UP, delays.size()));
    report("one call", answers.subList(answers.size() / 2, answers.size()));
  }

  private void tell() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    long start = System.nanoTime();
    try (var feed = new Feed()) {
      for (int i = 0; i < told.length(); i++) {
        long due = start + i * 1_000_000_000L / PER_SECOND;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        told.set(i, System.nanoTime());
        feed.tell(feed.enrolled(UUID.randomUUID(), UUID.randomUUID(), "NOSHMIM", today));
      }
    }
    log.info(
        "p99 below is of {} events a second",
        told.length() * 1_000_000_000L / (System.nanoTime() - start));
  }

  private long count() {
    byte[] answer = reader.get("/api/v1/reports/headline");
    return JSON.readTree(answer).get("items").get(0).get("value").asLong();
  }

  private static void report(String what, List<Long> nanos) {
    List<Long> sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    log.info(
        "{}: {} times, median {} ms, p99 {} ms, longest {} ms",
        what,
        sorted.size(),
        millis(sorted, 0.5),
        millis(sorted, 0.99),
        millis(sorted, 1));
  }

  private static double millis(List<Long> sorted, double share) {
    int index = (int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share));
    return Math.round(sorted.get(index) / 10_000.0) / 100.0;
  }
}
