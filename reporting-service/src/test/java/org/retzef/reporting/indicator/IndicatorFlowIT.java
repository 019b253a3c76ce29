package org.retzef.reporting.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.OwnDistrict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a figure is asked for, broken down and opened, and by whom. */
@RetzefIT
class IndicatorFlowIT {

  /** A year in which no other test has families: what is hidden is decided for the country. */
  private static final String ALONE = "1961";

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  @Test
  void breaksDownByUnitTrackAndMonthAndOpensTheRowsBehind() {
    UUID inBoth = UUID.randomUUID();
    enrol(inBoth, ".A1.D1", "NOSHMIM_ROUTINE", "2019-01-05");
    enrol(inBoth, ".A2.D1", "NOSHMIM_SOLDIERS", "2019-02-05");
    enrol(UUID.randomUUID(), ".A2.D1", "NOSHMIM_ROUTINE", "2019-03-01");
    district
        .feed()
        .tell(
            district
                .feed()
                .planned(
                    "NOSHMIM", "NOSHMIM_ROUTINE", district.toString(), "2019", 4, 1, "2019-01-01"));
    String code = "/api/v1/indicators/active_families_noshmim";
    district.awaitItems(code + "?by=authority&", district + ".A1 1", district + ".A2 2");
    district.awaitTotal(code, 2);
    assertThat(district.items(code + "?by=track&"))
        .containsExactly("NOSHMIM_ROUTINE 2", "NOSHMIM_SOLDIERS 1");
    assertThat(district.items(code + "?by=month&from=2019-01-01&"))
        .containsExactly("2019-01 1", "2019-02 1", "2019-03 2");
    await()
        .untilAsserted(
            () -> {
              JsonNode share =
                  district.get(code + "_share_of_plan?" + district.where()).get("total");
              assertThat(share.get("value").asLong()).isEqualTo(50);
              assertThat(share.get("planVersion").asLong()).isEqualTo(1);
            });

    JsonNode rows =
        district.get("/api/v1/lineage/active_families_noshmim?limit=1&" + district.where());
    assertThat(rows.get("value").asLong()).isEqualTo(2);
    assertThat(rows.get("items")).hasSize(1);
    JsonNode more =
        district.get(
            "/api/v1/lineage/active_families_noshmim?limit=1&"
                + district.where()
                + "&cursor="
                + rows.get("next").asString());
    assertThat(more.get("next").isNull()).isTrue();
    assertThat(OwnDistrict.amounts(rows) + OwnDistrict.amounts(more)).isEqualTo(2);
    assertThat(
            OwnDistrict.amounts(
                district.get(
                    "/api/v1/lineage/active_families_noshmim_share_of_plan?part=DENOMINATOR&"
                        + district.where())))
        .isEqualTo(4);
    String lineage = "/api/v1/lineage/active_families_noshmim";
    assertThat(opened(lineage + "?by=track&key=NOSHMIM_ROUTINE")).isEqualTo("2 of 2");
    assertThat(opened(lineage + "?by=track&key=NOSHMIM_SOLDIERS")).isEqualTo("1 of 1");
    assertThat(opened(lineage + "?by=track&key=ANOTHER")).isEqualTo("0 of 0");
    String planned = lineage + "_share_of_plan?part=DENOMINATOR&by=track&key=";
    assertThat(opened(planned + "NOSHMIM_ROUTINE")).isEqualTo("4 of 4");
    assertThat(opened(planned + "NOSHMIM_SOLDIERS")).isEqualTo("0 of 0");
  }

  private String opened(String uri) {
    JsonNode rows = district.get(uri + "&" + district.where());
    return OwnDistrict.amounts(rows) + " of " + rows.get("value").asLong();
  }

  @Test
  void hidesFewFromWhoDoesNotWorkWithFamiliesAndOtherUnitsFromAll() {
    for (int i = 0; i < 9; i++) {
      UUID family = UUID.randomUUID();
      enrol(family, i < 2 ? ".A1.D1" : ".A2.D1", "MAPA", "MAPA", ALONE + "-01-05");
    }
    String code = "/api/v1/indicators/active_families_mapa";
    String to = "to=" + ALONE + "-03-10";
    await()
        .untilAsserted(
            () ->
                assertThat(
                        district
                            .get(code + "?unit=" + district + "&" + to)
                            .at("/total/value")
                            .asLong())
                    .isEqualTo(9));
    String coordinator = TestTokens.token("c-1", district.toString(), "district-coordinator");
    JsonNode seen = district.get(coordinator, code + "?by=authority&" + to);
    assertThat(seen.get("total").get("value").asLong()).isEqualTo(10);
    assertThat(seen.get("total").get("roundedTo").asLong()).isEqualTo(5);
    for (JsonNode item : seen.get("items")) {
      assertThat(item.get("value").isNull()).isTrue();
      assertThat(item.get("note").asString()).isEqualTo("small-cell");
    }
    String head = TestTokens.token("h-1", district + ".A1.D1", "department-head");
    for (String small : List.of(".A1", ".A1.D1", ".A2.D1")) {
      assertThat(
              district
                  .get(coordinator, code + "?unit=" + district + small + "&" + to)
                  .at("/total/note")
                  .asString())
          .isEqualTo("small-cell");
    }
    assertThat(district.get(head, code + "?" + to).get("total").get("value").asLong()).isEqualTo(2);
    for (String beside : List.of(district.toString(), district + ".A2.D1", "IL", "nowhere")) {
      district.exchange(head, code + "?unit=" + beside).expectStatus().isNotFound();
      district
          .exchange(head, "/api/v1/lineage/active_families_mapa?unit=" + beside)
          .expectStatus()
          .isNotFound();
    }
    district
        .exchange(coordinator, "/api/v1/lineage/active_families_mapa")
        .expectStatus()
        .isForbidden();
  }

  @Test
  void countsAFamilyThatHasMovedWhereItIs() {
    UUID family = UUID.randomUUID();
    LocalDate moved = LocalDate.of(2019, 4, 1);
    enrol(family, ".A1.D1", "NOSHMIM_ROUTINE", "2019-01-05");
    district.transferred(family, moved);
    String code = "/api/v1/indicators/active_families_noshmim?by=authority&unit=" + district;
    await()
        .untilAsserted(
            () ->
                assertThat(OwnDistrict.itemsOf(district.get(code + "&to=" + moved)))
                    .containsExactly(district + ".A1 0", district + ".A2 1"));
    assertThat(OwnDistrict.itemsOf(district.get(code + "&to=" + moved.minusDays(1))))
        .containsExactly(district + ".A1 1");
  }

  private void enrol(UUID family, String unit, String track, String day) {
    enrol(family, unit, "NOSHMIM", track, day);
  }

  private void enrol(UUID family, String unit, String programme, String track, String day) {
    district.tell(
        "family.enrolled",
        family,
        """
        {"familyId": "%s", "enrolmentId": "%s", "unit": "%s", "programme": "%s",
         "track": "%s", "status": "ACTIVE", "startDate": "%s"}
        """
            .formatted(family, UUID.randomUUID(), district + unit, programme, track, day));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    district.exchange("/api/v1/indicators/nonsense").expectStatus().isNotFound();
    String code = "/api/v1/indicators/receipt_sms_sent";
    assertFault(code + "?by=colour", "breakdown-unknown");
    assertFault(code + "?from=2020-02-01&to=2020-01-01", "from-after-to");
    assertFault(code + "?by=month&from=1950-01-01&to=2020-01-01", "time-too-long");
    assertFault(code + "?to=2999-01-01", "date-in-future");
    assertFault("/api/v1/exports/receipt_sms_sent?format=pdf", "export-format-invalid");
  }

  @Test
  void namesWhatItDoesNotKnowOfALine() {
    String lineage = "/api/v1/lineage/active_families_noshmim";
    assertThat(faults(lineage + "?by=colour")).isEqualTo("by breakdown-unknown, key required");
    assertThat(faults(lineage + "?by=district&key=IL")).isEqualTo("by breakdown-unknown");
    assertThat(faults(lineage + "?by=track")).isEqualTo("key required");
    assertThat(faults(lineage + "?key=MAPA")).isEqualTo("by required");
  }

  private String faults(String uri) {
    byte[] problem =
        district
            .exchange(uri)
            .expectStatus()
            .isBadRequest()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return new JsonMapper()
        .readTree(problem)
        .get("errors")
        .valueStream()
        .map(fault -> fault.get("field").asString() + " " + fault.get("code").asString())
        .collect(Collectors.joining(", "));
  }

  private void assertFault(String uri, String code) {
    district
        .exchange(uri)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo(code);
  }
}
