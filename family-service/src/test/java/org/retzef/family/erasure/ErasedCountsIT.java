package org.retzef.family.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.FilledFamily;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A family that has everything is erased: every number that is told of its department stays. */
@RetzefIT
class ErasedCountsIT {

  private static final String DEPARTMENT = "IL.SOUTH.A2560.D122";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));

  @Autowired private WebTestClient http;

  @Test
  void leavesEveryNumberThatIsToldOfADepartment() {
    FilledFamily.openDepartment(http, DEPARTMENT);
    FilledFamily family = FilledFamily.in(http, DEPARTMENT, "ספירולי", 72_200_001, "MAPA");
    Desk worker = Desk.of(http, "filler", DEPARTMENT, "family-social-worker");
    Desk head = Desk.of(http, "head-122", DEPARTMENT, "department-head");
    Map<String, String> before = told(worker, head);
    assertThat(before.get("figures?asOf=" + TODAY)).contains("\"families\":1", "\"members\":3");
    assertThat(before.get("track-counts")).contains("MAPA");
    assertThat(before.get("assessments")).contains("\"denominator\":1");
    assertThat(before.get("assignments")).contains("\"accepted\":1");

    head.post(
            family.path() + "/erasure",
            "{\"reasonCode\": \"FAMILY_ASKED\", \"legalBasis\": \"PRIVACY_PROTECTION_LAW\"}",
            "\"%d\"".formatted(worker.read(family.path()).get("version").asLong()))
        .expectStatus()
        .isCreated();

    assertThat(told(worker, head)).isEqualTo(before);
  }

  /** But for how long an answer is waited for: that grows by the hour. */
  private static Map<String, String> told(Desk worker, Desk head) {
    String unit = "/units/" + DEPARTMENT + "/";
    Map<String, String> told = new LinkedHashMap<>();
    for (String counts :
        List.of(
            "figures?asOf=" + TODAY,
            "figures?asOf=" + TODAY.minusDays(1),
            "track-counts",
            "plan-shares")) {
      told.put(counts, head.read(unit + counts).toString());
    }
    told.put(
        "assessments",
        worker
            .read(unit + "assessments/summary?from=%s&to=%s".formatted(TODAY.minusDays(9), TODAY))
            .toString());
    told.put(
        "assignments",
        head.read(unit + "assignments/measures")
            .toString()
            .replaceAll("\"longestWaitInDays\":[^,}]+", ""));
    told.put(
        "centre",
        head.read("/centres/%s.C1/figures?from=2026-01-01&until=%s".formatted(DEPARTMENT, TODAY))
            .toString());
    told.put("enrolments", worker.read("/enrolments?unit=" + DEPARTMENT).get("items").toString());
    return told;
  }
}
