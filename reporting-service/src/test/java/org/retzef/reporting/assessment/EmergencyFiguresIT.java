package org.retzef.reporting.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;
import tools.jackson.databind.JsonNode;

/** An emergency adds figures of its own. */
@RetzefIT
class EmergencyFiguresIT {

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  /** An emergency adds its own answers; what routine says of any month stays as it was. */
  @Test
  void leavesTheRoutineSeriesAsItWasWhenAnEmergencyIsOnAndOver() {
    assess("2019-01-10", false);
    assess("2019-02-10", false);
    String code = "/api/v1/indicators/assessments_recorded?by=mode&";
    district.awaitItems(code, "ROUTINE 2");
    district.tell(
        "emergency-overlay.changed",
        UUID.randomUUID(),
        """
        {"overlayId": "%s", "unit": "%s", "form": "EMERGENCY_2020", "from": "2019-02-01",
         "to": "2019-02-28"}
        """
            .formatted(UUID.randomUUID(), district));
    assess("2019-02-11", true);
    district.awaitItems(code, "EMERGENCY 1", "ROUTINE 2");
    assertThat(district.items(code + "from=2019-02-01&"))
        .containsExactly("EMERGENCY 1", "ROUTINE 1");
    assertThat(district.items(code + "from=2019-03-01&"))
        .containsExactly("EMERGENCY 0", "ROUTINE 0");
    String emergencies = "/api/v1/indicators/emergencies?unit=" + district + "&to=2019-02-";
    await()
        .untilAsserted(
            () ->
                assertThat(district.get(emergencies + "28").get("total").get("value").asLong())
                    .isEqualTo(1));
    assertThat(
            district
                .get(emergencies.replace("-02-", "-03-") + "01")
                .get("total")
                .get("value")
                .asLong())
        .isZero();
    JsonNode harmed =
        district
            .get("/api/v1/indicators/employed_before_and_harmed?" + district.where())
            .get("total");
    assertThat(harmed.get("numerator").asLong()).isEqualTo(1);
    assertThat(harmed.get("denominator").asLong()).isEqualTo(1);
  }

  /** A part of several terms opens to those who count in any of them. */
  @Test
  void opensEveryHarmOfThoseWhoWorked() {
    assess("2019-02-09", "CUT_HOURS");
    assess("2019-02-10", "DISMISSED");
    assess("2019-02-11", "UNPAID_LEAVE");
    assess("2019-02-12", "NONE");
    String code = "employed_before_and_harmed";
    district.awaitItems("/api/v1/indicators/assessments_recorded?by=mode&", "EMERGENCY 4");
    JsonNode opened = district.get("/api/v1/lineage/" + code + "?" + district.where());
    assertThat(opened.get("value").asLong()).isEqualTo(3);
    assertThat(OwnDistrict.amounts(opened)).isEqualTo(3);
    JsonNode worked =
        district.get("/api/v1/lineage/" + code + "?part=DENOMINATOR&" + district.where());
    assertThat(OwnDistrict.amounts(worked)).isEqualTo(4);
  }

  @Test
  void membersAnswersGoWithAFamilyThatMoves() {
    UUID family = assess("2019-02-10", "DISMISSED");
    String harmed = "/api/v1/indicators/work_harm?by=department&";
    district.awaitItems(harmed, district + ".A1.D1 1");
    district.transferred(family, LocalDate.of(2019, 3, 1));
    district.awaitItems(harmed, district + ".A1.D1 0", district + ".A2.D1 1");
    JsonNode share =
        district.get(
            "/api/v1/indicators/employed_before_and_harmed?unit=%s.A2&to=%s"
                .formatted(district, OwnDistrict.DAY));
    assertThat(share.get("total").get("denominator").asLong()).isEqualTo(1);
    assertThat(OwnDistrict.itemsOf(district.get(harmed + "unit=" + district + "&to=2019-02-28")))
        .containsExactly(district + ".A1.D1 1");
  }

  private void assess(String day, boolean emergency) {
    assess(day, emergency ? "DISMISSED" : null);
  }

  private UUID assess(String day, @Nullable String harmInEmergency) {
    UUID family = UUID.randomUUID();
    district.tell(
        "assessment.recorded",
        family,
        """
        {"familyId": "%s", "assessmentId": "%s", "unit": "%s.A1.D1", "assessedOn": "%s",
         "overlayId": %s, "answers": {"workedBefore": {"%s": true}, "workHarm": {"%s": "%s"}}}
        """
            .formatted(
                family,
                UUID.randomUUID(),
                district,
                day,
                harmInEmergency == null ? "null" : "\"" + UUID.randomUUID() + "\"",
                family,
                family,
                harmInEmergency));
    return family;
  }
}
