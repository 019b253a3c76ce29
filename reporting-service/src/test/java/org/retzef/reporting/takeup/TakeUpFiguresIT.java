package org.retzef.reporting.takeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;
import tools.jackson.databind.JsonNode;

/** Families by how far they are on the way to their rights. */
@RetzefIT
class TakeUpFiguresIT {

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  @Test
  void takesOffTheFamiliesThatHaveTakenUpFromThoseInProcess() {
    for (int i = 0; i < 3; i++) {
      UUID id = UUID.randomUUID();
      String whose =
          "{\"caseId\": \"%s\", \"familyId\": \"%s\", \"unit\": \"%s.A1.D1\", \"right\": null, \"category\": \"FAMILY\", "
              .formatted(id, UUID.randomUUID(), district);
      district.tell(
          "take-up.opened", id, whose + "\"byScreening\": true, \"openedOn\": \"2019-01-01\"}");
      district.tell(
          "take-up.moved",
          id,
          whose
              + "\"from\": \"OPEN\", \"to\": \"STUCK\", \"reason\": \"COST\", \"movedOn\": \"2019-02-01\"}");
      if (i < 2) {
        district.tell(
            "take-up.closed",
            id,
            whose
                + "\"from\": \"STUCK\", \"result\": \"%s\", \"reason\": null, \"worth\": null, \"worthPeriod\": null, \"closedOn\": \"2019-03-01\"}"
                    .formatted(i == 0 ? "TAKEN_UP" : "FAILED"));
      }
    }
    String code = "/api/v1/indicators/rights_in_process";
    await()
        .untilAsserted(
            () ->
                assertThat(
                        district
                            .get(code + "?" + district.where())
                            .get("total")
                            .get("value")
                            .asLong())
                    .isEqualTo(33));
    JsonNode rows = district.get("/api/v1/lineage/rights_in_process?" + district.where());
    assertThat(rows.get("value").asLong()).isEqualTo(1);
    assertThat(OwnDistrict.amounts(rows)).isEqualTo(1);
    assertThat(district.items("/api/v1/indicators/take_up_cases?by=state&"))
        .containsExactly("FAILED 1", "OPEN 0", "STUCK 1", "TAKEN_UP 1");
  }
}
