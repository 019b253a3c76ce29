package org.retzef.family.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Calls;
import org.retzef.family.Desk;
import org.retzef.family.FilledFamily;
import org.retzef.family.overlay.EmergencyOverlays;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * What is counted of assessments, in routine and in emergencies. Each test has a department of its
 * own, so that its counts are its own, too.
 */
@RetzefIT
class AssessmentFiguresIT {

  private static final LocalDate TODAY = LocalDate.now(java.time.ZoneId.of("Asia/Jerusalem"));
  private static final LocalDate YESTERDAY = TODAY.minusDays(1);
  private static final String NATIONAL = Calls.token("n-1", "IL", "national-manager");

  @Autowired private WebTestClient http;
  @Autowired private EmergencyOverlays overlays;
  private Calls calls;
  private AssessmentDesk desk;

  @BeforeEach
  void openDesk() {
    calls = new Calls(http);
    desk = new AssessmentDesk(http);
  }

  /**
   * [S1]: contact with 35% of the families became more intensive, the emotional state of 33% of the
   * members declined, 66% of those who had worked were harmed. Recomputed from 100 families.
   */
  @Test
  void recomputesTheThreeFiguresOfTheEmergencyFromRawAnswers() {
    String department = "IL.SOUTH.A0831.D1";
    String worker = AssessmentDesk.worker(department);
    String overlay = desk.declared(NATIONAL, department, TODAY.minusDays(30), null);
    String[] harms = {"CUT_HOURS", "DISMISSED", "UNPAID_LEAVE"};
    for (int i = 0; i < 100; i++) {
      JsonNode registered = calls.registered(department);
      String family = registered.get("id").asString();
      String head = registered.get("members").get(0).get("id").asString();
      boolean worked = i < 50;
      Map<String, Object> answers =
          new java.util.HashMap<>(
              Map.of(
                  "contactIntensity", i < 35 ? "MORE" : i < 75 ? "UNCHANGED" : "LESS",
                  "emotionalState", Map.of(head, i % 3 == 0 && i < 99 ? "DECLINED" : "UNCHANGED"),
                  "workedBefore", Map.of(head, worked)));
      if (worked) {
        answers.put("workHarm", Map.of(head, i < 33 ? harms[i % 3] : "NONE"));
      }
      desk.assessed(worker, family, YESTERDAY, answers);
    }
    for (String reader : List.of(worker, NATIONAL)) {
      JsonNode summary = desk.summary(reader, department, overlay);
      assertFigure(summary, "CONTACT_MORE_INTENSIVE", 35, 100, 35.0);
      assertFigure(summary, "EMOTIONAL_DECLINE", 33, 100, 33.0);
      assertFigure(summary, "WORK_HARMED", 33, 50, 66.0);
      assertThat(AssessmentDesk.codes(summary, "workHarm"))
          .as("harm to work by kind")
          .containsEntry("CUT_HOURS", 11L)
          .containsEntry("DISMISSED", 11L)
          .containsEntry("UNPAID_LEAVE", 11L)
          .containsEntry("NONE", 17L);
    }
  }

  @Test
  void turningAnEmergencyOnAndOffLeavesTheSeriesOfRoutineUnchanged() {
    String department = "IL.SOUTH.A1031.D1";
    String worker = AssessmentDesk.worker(department);
    String[] families = new String[3];
    for (int i = 0; i < families.length; i++) {
      families[i] = calls.family(department);
      desk.assessed(worker, families[i], TODAY.minusDays(20), Map.of("incomeRating", i + 1));
    }
    JsonNode routine = desk.summary(worker, department, null);
    String overlay = desk.declared(NATIONAL, "IL.SOUTH.A1031", TODAY.minusDays(10), null);
    assertThat(inForce(department, TODAY.minusDays(10))).isTrue();
    assertThat(inForce(department, TODAY.minusDays(11))).isFalse();
    assertThat(inForce("IL.SOUTH.A1054.D1", TODAY)).isFalse();
    assertThat(
            Answers.faults(
                desk.assess(worker, families[0], TODAY.minusDays(2), Map.of("incomeRating", 1))))
        .containsExactly("answers.contactIntensity required");
    desk.assessed(worker, families[0], TODAY.minusDays(2), Map.of("contactIntensity", "MORE"));
    assertThat(desk.summary(worker, department, null)).isEqualTo(routine);

    String switchPath = "/units/IL.SOUTH.A1031/emergency-overlays/" + overlay;
    String end = "{\"to\": \"%s\"}".formatted(YESTERDAY);
    calls.change(HttpMethod.PATCH, NATIONAL, switchPath, end, null).expectStatus().isEqualTo(428);
    assertThat(
            Answers.json(calls.change(HttpMethod.PATCH, NATIONAL, switchPath, end, 9L), 412)
                .get("current")
                .get("to")
                .isNull())
        .isTrue();
    String beforeItBegan = "{\"to\": \"%s\"}".formatted(TODAY.minusDays(11));
    assertThat(
            Answers.faults(calls.change(HttpMethod.PATCH, NATIONAL, switchPath, beforeItBegan, 1L)))
        .containsExactly("to date-out-of-range");
    calls.change(HttpMethod.PATCH, NATIONAL, switchPath, end, 1L).expectStatus().isOk();
    assertThat(inForce(department, TODAY)).isFalse();
    assertThat(desk.summary(worker, department, null)).isEqualTo(routine);
    assertThat(
            AssessmentDesk.denominator(
                desk.summary(worker, department, overlay), "contactIntensity"))
        .isEqualTo(1);
    assertThat(
            Answers.faults(
                desk.assess(worker, families[1], TODAY, Map.of("contactIntensity", "MORE"))))
        .containsExactly("answers.contactIntensity field-unknown");
  }

  /** A family that moves takes its future with it and not its past. */
  @Test
  void countsWhatIsDatedBeforeAMoveWhereTheFamilyWasThatDay() {
    String before = "IL.SOUTH.A2560.D113";
    String after = "IL.SOUTH.A2560.D114";
    FilledFamily.openDepartment(http, before);
    FilledFamily.openDepartment(http, after);
    String overlay = desk.declared(NATIONAL, after, TODAY.minusDays(10), null);
    String family = calls.family(before);
    Desk.moves(http, family, before, after);

    String worker = AssessmentDesk.worker(after);
    desk.assessed(worker, family, YESTERDAY, Map.of("incomeRating", 2));
    desk.assessed(worker, family, TODAY, Map.of("contactIntensity", "MORE", "healthRating", 3));
    JsonNode former = desk.summary(AssessmentDesk.worker(before), before, null);
    assertThat(AssessmentDesk.denominator(former, "incomeRating")).isEqualTo(1);
    assertThat(AssessmentDesk.denominator(former, "healthRating")).isZero();
    assertThat(AssessmentDesk.denominator(desk.summary(worker, after, null), "incomeRating"))
        .isZero();
    assertThat(AssessmentDesk.denominator(desk.summary(worker, after, overlay), "contactIntensity"))
        .isEqualTo(1);
    String form = "/families/" + family + "/assessment-form?on=";
    assertThat(Answers.json(calls.get(worker, form + YESTERDAY), 200).get("emergency").isNull())
        .isTrue();
    assertThat(Answers.json(calls.get(worker, form + TODAY), 200).get("emergency").isNull())
        .isFalse();
  }

  /** Whenever it was entered: what is dated earlier does not take the place of what is later. */
  @Test
  void countsOfEachFamilyWhatWasAnsweredOnTheLastDay() {
    String department = "IL.SOUTH.A1060.D1";
    String worker = AssessmentDesk.worker(department);
    String family = calls.family(department);
    desk.assessed(worker, family, YESTERDAY, Map.of("incomeRating", 4));
    desk.assessed(worker, family, TODAY.minusDays(9), Map.of("incomeRating", 1));
    assertThat(AssessmentDesk.codes(desk.summary(worker, department, null), "incomeRating"))
        .containsEntry("4", 1L)
        .containsEntry("1", 0L);
  }

  @Test
  void asksByTheEmergencyOfTheNearestUnit() {
    String department = "IL.SOUTH.A1161.D1";
    String far = desk.declared(NATIONAL, "IL.SOUTH.A1161", TODAY.minusDays(10), null);
    String near = desk.declared(NATIONAL, department, TODAY.minusDays(3), YESTERDAY);
    String form = "/families/" + calls.family(department) + "/assessment-form?on=";
    for (var day : Map.of(TODAY.minusDays(4), far, YESTERDAY, near, TODAY, far).entrySet()) {
      assertThat(
              Answers.json(calls.get(AssessmentDesk.worker(department), form + day.getKey()), 200)
                  .get("overlayId")
                  .asString())
          .as("on %s", day.getKey())
          .isEqualTo(day.getValue());
    }
  }

  @Test
  void letsTheMinistryDeclareEmergenciesInItsOwnUnits() {
    String path = "/units/IL.SOUTH.A1054/emergency-overlays";
    String body = AssessmentDesk.overlay(TODAY, null);
    String head = Calls.token("h", "IL.SOUTH.A1054.D1", "department-head");
    calls
        .post(head, "/units/IL.SOUTH.A1054.D1/emergency-overlays", body)
        .expectStatus()
        .isForbidden();
    String jerusalem = Calls.token("s", "IL.JERUSALEM", "supervisor");
    assertThat(Answers.code(calls.post(jerusalem, path, body), 404)).isEqualTo("unit-not-found");
    String south = Calls.token("s", "IL.SOUTH", "supervisor");
    try (var events = TestEvents.on("retzef.organisation.events")) {
      String id = Answers.id(calls.post(south, path, body));
      assertThat(events.await(1, id).getFirst().type())
          .isEqualTo("org.retzef.emergency-overlay.changed.v1");
      assertThat(
              Answers.json(calls.get(head, "/units/IL.SOUTH.A1054.D1/emergency-overlays"), 200)
                  .get("items")
                  .get(0)
                  .get("id")
                  .asString())
          .isEqualTo(id);
    }
    assertThat(Answers.code(calls.post(south, path, body), 409))
        .isEqualTo("overlay-already-in-force");
    assertThat(
            Answers.faults(
                calls.post(
                    south,
                    "/units/IL.SOUTH.A1059/emergency-overlays",
                    AssessmentDesk.overlay(TODAY, null).replace("EMERGENCY_2020", "ROUTINE"))))
        .containsExactly("form form-unknown");
    assertThat(
            Answers.faults(
                calls.post(
                    south,
                    "/units/IL.SOUTH.A1059/emergency-overlays",
                    AssessmentDesk.overlay(TODAY, YESTERDAY))))
        .containsExactly("to date-before-start");
  }

  @Test
  void hidesSmallNumbersFromThoseWhoDoNotKnowTheFamilies() {
    String department = "IL.SOUTH.A1059.D1";
    String worker = AssessmentDesk.worker(department);
    desk.assessed(worker, calls.family(department), YESTERDAY, Map.of("incomeRating", 1));
    JsonNode seen = desk.summary(worker, department, null);
    assertThat(AssessmentDesk.denominator(seen, "incomeRating")).isEqualTo(1);
    JsonNode hidden = desk.summary(Calls.token("s", "IL.SOUTH", "supervisor"), department, null);
    for (String counting : List.of("district-coordinator", "data-analyst")) {
      calls
          .get(Calls.token("c", "IL.SOUTH", counting), AssessmentDesk.summaryPath(department, null))
          .expectStatus()
          .isForbidden();
    }
    JsonNode field = AssessmentDesk.field(hidden, "incomeRating");
    assertThat(field.get("denominator").isNull()).isTrue();
    assertThat(field.get("codes").valueStream().allMatch(code -> code.get("numerator").isNull()))
        .isTrue();
    String elsewhere = Calls.token("w", "IL.SOUTH.A0246.D1", "family-social-worker");
    calls.get(elsewhere, AssessmentDesk.summaryPath(department, null)).expectStatus().isNotFound();
    calls
        .get(worker, "/units/" + department + "/assessments/summary?from=2026-01-01&to=2025-01-01")
        .expectStatus()
        .isBadRequest();
    calls
        .get(worker, AssessmentDesk.summaryPath(department, UUID.randomUUID().toString()))
        .expectStatus()
        .isNotFound();
  }

  private boolean inForce(String unit, LocalDate day) {
    return Boolean.TRUE.equals(overlays.inForce(new UnitPath(unit), day).hasElement().block());
  }

  private static void assertFigure(
      JsonNode summary, String code, long numerator, long denominator, double percent) {
    JsonNode figure =
        summary
            .get("indicators")
            .valueStream()
            .filter(indicator -> indicator.get("code").asString().equals(code))
            .findFirst()
            .orElseThrow();
    assertThat(figure.get("numerator").asLong()).as(code).isEqualTo(numerator);
    assertThat(figure.get("denominator").asLong()).as(code).isEqualTo(denominator);
    assertThat(figure.get("percent").asDouble()).as(code).isEqualTo(percent);
  }
}
