package org.retzef.training.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.EventContract;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class KnownUnitsFlowIT {

  private static final String TYPE = "org.retzef.unit.changed.v1";

  @Autowired private WebTestClient http;

  @Test
  void takesACourseForADistrictAsSoonAsTheDistrictIsHeardOf() {
    String path = "IL.NEGEV";
    assertThat(offerCourseFor(path)).isEqualTo(404);
    tell(path, example -> example.replace("AUTHORITY", "DISTRICT"), 1);
    await().untilAsserted(() -> assertThat(offerCourseFor(path)).isEqualTo(201));
    tell(path, example -> example.replace("\"closedOn\":null", "\"closedOn\":\"2020-01-01\""), 2);
    await().untilAsserted(() -> assertThat(offerCourseFor(path)).isEqualTo(404));
  }

  private static void tell(String path, UnaryOperator<String> change, long sequence) {
    String example = EventContract.example(TYPE).toString().replace("IL.SOUTH.A2630", path);
    try (var events = TestEvents.on("retzef.organisation.events")) {
      events.publish(TestEvent.of(TYPE, path, sequence, change.apply(example)));
    }
  }

  private int offerCourseFor(String unit) {
    return http.post()
        .uri("/api/v1/courses")
        .headers(h -> h.setBearerAuth(TestTokens.token("t-1", "IL", "training-manager")))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(
            """
            {"unit": "%s", "nameHe": "קורס", "language": "he", "audience": ["VOLUNTEER"], "hours": 4}
            """
                .formatted(unit))
        .exchange()
        .expectBody()
        .returnResult()
        .getStatus()
        .value();
  }
}
