package org.retzef.rights.screening;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.client.WebClient;

/** One screening after another through HTTP, each written, told and explained. Not of the suite. */
@RetzefIT
class ScreeningLatencyBenchmark {

  private static final int WARM_UP = 1_500;
  private static final int MEASURED = 2_000;

  @LocalServerPort private int port;
  @Autowired private DatabaseClient database;

  @Test
  void screensFamiliesOneAfterAnother() {
    List<UUID> families = new TestFamilies(database).registered(Desk.DEPARTMENT, 4, 2, 200);
    WebClient http =
        WebClient.builder()
            .baseUrl("http://localhost:" + port)
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1 << 20))
            .build();
    long[] nanos = new long[MEASURED];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      UUID family = families.get(Math.floorMod(i, families.size()));
      long start = System.nanoTime();
      screen(http, family);
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "screening through HTTP: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms%n",
        nanos[MEASURED / 2] / 1e6,
        nanos[MEASURED * 95 / 100] / 1e6,
        nanos[MEASURED * 99 / 100] / 1e6);
  }

  private static void screen(WebClient http, UUID family) {
    http.post()
        .uri("/api/v1/screenings")
        .headers(headers -> headers.setBearerAuth(Desk.WORKER))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(
            """
            {"familyId":"%s","asOf":"2026-03-01","answers":[{"fact":"person.age","value":34},
             {"fact":"person.isResident","value":true},{"fact":"child.age","value":7}]}"""
                .formatted(family))
        .retrieve()
        .toBodilessEntity()
        .block();
  }
}
