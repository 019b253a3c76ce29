package org.retzef.reporting.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;
import tools.jackson.databind.JsonNode;

/** Whose supervision runs, and whose is paused. */
@RetzefIT
class SupervisionFiguresIT {

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  @Test
  void tellsForHowManyWorkersSupervisionIsPausedOnAnyDay() {
    UUID first = UUID.randomUUID();
    supervision(first, ".A1.D1", "RUNNING", "2019-01-01", null);
    supervision(UUID.randomUUID(), ".A2.D1", "RUNNING", "2019-01-01", null);
    supervision(first, ".A1.D1", "PAUSED", "2019-02-10", "EMERGENCY");
    supervision(first, ".A1.D1", "RUNNING", "2019-03-01", null);
    String code = "/api/v1/indicators/workers_supervision";
    district.awaitTotal("/api/v1/indicators/supervision_pauses", 1);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(district.items(code + "?by=status&"))
                    .containsExactly("PAUSED 0", "RUNNING 2"));
    String february = "?unit=" + district + "&to=2019-02-15";
    assertThat(OwnDistrict.itemsOf(district.get(code + february + "&by=status")))
        .containsExactly("PAUSED 1", "RUNNING 1");
    JsonNode share = district.get("/api/v1/indicators/workers_supervised_share" + february);
    assertThat(share.get("total").get("value").asLong()).isEqualTo(50);
    assertThat(
            OwnDistrict.itemsOf(
                district.get(
                    "/api/v1/indicators/workers_supervised_share" + february + "&by=authority")))
        .containsExactly(district + ".A1 0", district + ".A2 100");
  }

  private void supervision(UUID id, String unit, String status, String since, String reason) {
    district.tell(
        "supervision.changed",
        id,
        """
        {"supervisionId": "%s", "unit": "%s", "kind": "CENTRE_FACILITATOR", "status": "%s",
         "since": "%s", "reason": %s}
        """
            .formatted(
                id, district + unit, status, since, reason == null ? null : "\"" + reason + "\""));
  }
}
