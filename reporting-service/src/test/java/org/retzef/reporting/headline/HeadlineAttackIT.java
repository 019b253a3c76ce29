package org.retzef.reporting.headline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.OwnDistrict;
import org.retzef.reporting.WholeCountry;
import tools.jackson.databind.JsonNode;

/** What the headline leaves over is told by no line of it. */
@RetzefIT
@WholeCountry
class HeadlineAttackIT {

  private static final String DAY = "1968-03-10";

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  @Test
  void tellsNoSmallRestOfAShare() {
    String manager = TestTokens.token("m-1", "IL", "national-manager");
    for (int i = 0; i < 22; i++) {
      UUID id = tell("opened", UUID.randomUUID(), "\"openedOn\": \"1968-01-01\"");
      if (i < 12) {
        tell("closed", id, "\"result\": \"TAKEN_UP\", \"closedOn\": \"1968-02-01\"");
      } else if (i < 20) {
        tell("moved", id, "\"to\": \"IN_PROGRESS\", \"movedOn\": \"1968-02-01\"");
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        List.of("rights_taken_up", "rights_in_process").stream()
                            .map(code -> item(manager, code).get("numerator").asLong()))
                    .containsExactly(12L, 8L));
    String analyst = TestTokens.token("a-1", "IL", "data-analyst");
    for (String code : List.of("rights_taken_up", "rights_in_process")) {
      assertThat(item(analyst, code).get("note").asString()).isEqualTo("small-cell");
    }
  }

  /** Of the case's family, whose id is the case's. */
  private UUID tell(String what, UUID id, String more) {
    district.tell(
        "take-up." + what,
        id,
        "{\"caseId\": \"%1$s\", \"familyId\": \"%1$s\", \"unit\": \"%2$s.A1.D1\", %3$s}"
            .formatted(id, district, more));
    return id;
  }

  private JsonNode item(String token, String code) {
    return district
        .get(token, "/api/v1/reports/headline?asOf=" + DAY)
        .get("items")
        .valueStream()
        .filter(item -> item.get("code").asString().equals(code))
        .findFirst()
        .orElseThrow();
  }
}
