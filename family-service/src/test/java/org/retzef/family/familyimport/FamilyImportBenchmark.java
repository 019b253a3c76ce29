package org.retzef.family.familyimport;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Measures, and asserts nothing: how many families a second are checked and loaded, each with three
 * members, its marks and its event. Run it with {@code mvn -pl family-service verify
 * -Dit.test=FamilyImportBenchmark}.
 */
@RetzefIT
class FamilyImportBenchmark {

  private static final Logger LOG = LoggerFactory.getLogger(FamilyImportBenchmark.class);
  private static final int FAMILIES = Integer.getInteger("retzef.benchmark.families", 20_000);
  private static final int ROUNDS = 3;

  @Autowired private WebTestClient http;

  @Test
  void tellsHowManyFamiliesASecondAreLoaded() {
    FamilyDesk desk =
        FamilyDesk.ofWorker(http.mutate().responseTimeout(Duration.ofMinutes(4)).build());
    for (int round = 1; round <= ROUNDS; round++) {
      String file = file(UUID.randomUUID().toString());
      long start = System.nanoTime();
      String id = desk.upload("", "application/x-ndjson", file).expect(202).text("id");
      long received = System.nanoTime();
      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> desk.get("family-imports/" + id).text("state").equals("DONE"));
      long loaded = System.nanoTime();
      LOG.info(
          "round {}: {} families, {} MB; checked {} a second, loaded {} a second",
          round,
          FAMILIES,
          file.length() / 1_000_000,
          perSecond(received - start),
          perSecond(loaded - received));
    }
  }

  private static long perSecond(long nanos) {
    return FAMILIES * 1_000_000_000L / nanos;
  }

  private static String file(String prefix) {
    String rest = Requests.family().strip().substring(1).replace("\n", " ");
    return IntStream.range(0, FAMILIES)
        .mapToObj(i -> "{\"familyKey\": \"%s-%d\", %s\n".formatted(prefix, i, rest))
        .collect(Collectors.joining());
  }
}
