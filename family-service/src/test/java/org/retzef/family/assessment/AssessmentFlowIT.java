package org.retzef.family.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Calls;
import org.retzef.family.Desk;
import org.retzef.family.FilledFamily;
import org.retzef.family.overlay.EmergencyOverlays;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each test has a department of its own, so that its counts are its own, too. */
@RetzefIT
class AssessmentFlowIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final LocalDate TODAY = LocalDate.now(java.time.ZoneId.of("Asia/Jerusalem"));

  /** A new version of the routine form comes today, in one of the tests. */
  private static final LocalDate YESTERDAY = TODAY.minusDays(1);

  private static final String NATIONAL = Calls.token("n-1", "IL", "national-manager");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private EmergencyOverlays overlays;
  private Calls calls;

  @BeforeEach
  void client() {
    calls = new Calls(http);
  }

  @Test
  void recordsAnAssessmentAndTellsOnlyWhatCanBeCounted() {
    String worker = worker("IL.SOUTH.A0031.D1");
    try (var events = TestEvents.on("retzef.family.events")) {
      String family = calls.family("IL.SOUTH.A0031.D1");
      String id =
          assessed(
              worker, family, YESTERDAY, Map.of("housingRating", 2, "housingNote", "קירות לחים"));
      TestEvent told = events.await(2, family).getLast();
      assertThat(told.type()).isEqualTo("org.retzef.assessment.recorded.v1");
      assertThat(told.json())
          .contains(id, "\"housingRating\":2", "\"formVersion\":")
          .doesNotContain("קירות", "housingNote");
      JsonNode shown =
          Calls.body(calls.get(worker, "/families/" + family + "/assessments/" + id), 200);
      assertThat(shown.get("answers").get("housingNote").asString()).isEqualTo("קירות לחים");
      assertThat(shown.get("overlayId").isNull()).isTrue();
    }
    String dump =
        database
            .sql("select string_agg(assessment::text, ' ') as dump from assessment")
            .map(row -> row.get("dump", String.class))
            .one()
            .block();
    assertThat(dump)
        .contains("housingRating")
        .doesNotContain(
            "קירות", HexFormat.of().formatHex("קירות".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void namesEveryFaultOfTheAnswersAtOnce() {
    String worker = worker("IL.SOUTH.A0031.D1");
    String family = calls.family("IL.SOUTH.A0031.D1");
    Map<String, Object> answers =
        Map.of(
            "housingRating",
            9,
            "basicNeedsMissing",
            List.of("GOLD"),
            "employed",
            Map.of(UUID.randomUUID().toString(), true),
            "housingNote",
            " ",
            "mood",
            "GOOD");
    assertThat(Calls.faults(assess(worker, family, YESTERDAY, answers)))
        .hasSize(5)
        .contains(
            "answers.housingRating:number-out-of-range",
            "answers.basicNeedsMissing:value-unknown",
            "answers.housingNote:text-length",
            "answers.mood:field-unknown")
        .anyMatch(fault -> fault.endsWith(":member-unknown"));
    assertThat(Calls.faults(assess(worker, family, TODAY.plusDays(2), Map.of("housingRating", 1))))
        .containsExactly("assessedOn:date-in-future");
    assertThat(
            Calls.faults(
                assess(worker, family, LocalDate.of(1999, 1, 1), Map.of("housingRating", 1))))
        .containsExactly("assessedOn:date-too-early");
    assertThat(
            Calls.faults(
                assess(worker, family, YESTERDAY, Map.of("housingNote", "a\u202eb", "x", 1))))
        .contains("answers.housingNote:text-forbidden-character");
  }

  @Test
  void keepsPastAnswersAndTheirFormWhenANewVersionComes() {
    String worker = worker("IL.SOUTH.A0031.D1");
    String family = calls.family("IL.SOUTH.A0031.D1");
    String old = assessed(worker, family, YESTERDAY, Map.of("housingRating", 4));
    JsonNode before =
        Calls.body(calls.get(worker, "/families/" + family + "/assessments/" + old), 200);
    JsonNode form = Calls.body(calls.get(NATIONAL, "/assessment-forms/ROUTINE/versions/1"), 200);
    String extended =
        form.get("definition").toString().replace("\"housingRating\"", "\"dwellingRating\"");
    String publish =
        "{\"code\": \"ROUTINE\", \"inForceFrom\": \"%s\", \"definition\": %s}"
            .formatted(TODAY, extended);
    assertThat(Calls.code(calls.post(worker, "/assessment-forms", publish), 403))
        .isEqualTo("role-not-allowed");
    JsonNode published = Calls.body(calls.post(NATIONAL, "/assessment-forms", publish), 201);
    assertThat(published.get("version").asInt()).isEqualTo(2);
    assertThat(Calls.faults(calls.post(NATIONAL, "/assessment-forms", publish)))
        .containsExactly("inForceFrom:date-before-newest-version");

    assertThat(Calls.faults(assess(worker, family, TODAY, Map.of("housingRating", 4))))
        .containsExactly("answers.housingRating:field-unknown");
    String young = assessed(worker, family, TODAY, Map.of("dwellingRating", 5));
    assertThat(Calls.body(calls.get(worker, "/families/" + family + "/assessments/" + old), 200))
        .isEqualTo(before);
    assertThat(
            Calls.body(calls.get(worker, "/families/" + family + "/assessments/" + young), 200)
                .get("formVersion")
                .asInt())
        .isEqualTo(2);
    assertThat(Calls.body(calls.get(NATIONAL, "/assessment-forms/ROUTINE/versions/1"), 200))
        .isEqualTo(form);
    JsonNode summary = summary(worker, "IL.SOUTH.A0031.D1", null);
    assertThat(denominator(summary, "housingRating")).isGreaterThanOrEqualTo(1);
    assertThat(denominator(summary, "dwellingRating")).isEqualTo(1);
  }

  @Test
  void theDatabaseItselfRefusesToRewriteAnswersAndForms() {
    String worker = worker("IL.SOUTH.A0246.D1");
    String family = calls.family("IL.SOUTH.A0246.D1");
    assessed(worker, family, YESTERDAY, Map.of("incomeRating", 4));
    for (String rewriting :
        List.of(
            "update assessment set answers = '{}'",
            "update assessment_form set definition = '{}'",
            "delete from assessment_form")) {
      assertThat(database.sql(rewriting).then().thenReturn("done").onErrorReturn("refused").block())
          .isEqualTo("refused");
    }
  }

  /**
   * [S1]: contact with 35% of the families became more intensive, the emotional state of 33% of the
   * members declined, 66% of those who had worked were harmed. Recomputed from 100 families.
   */
  @Test
  void recomputesTheThreeFiguresOfTheEmergencyFromRawAnswers() {
    String department = "IL.SOUTH.A0831.D1";
    String worker = worker(department);
    String overlay = declared(NATIONAL, department, TODAY.minusDays(30), null);
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
      assessed(worker, family, YESTERDAY, answers);
    }
    for (String reader : List.of(worker, NATIONAL)) {
      JsonNode summary = summary(reader, department, overlay);
      assertFigure(summary, "CONTACT_MORE_INTENSIVE", 35, 100, 35.0);
      assertFigure(summary, "EMOTIONAL_DECLINE", 33, 100, 33.0);
      assertFigure(summary, "WORK_HARMED", 33, 50, 66.0);
      assertThat(codes(summary, "workHarm"))
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
    String worker = worker(department);
    String[] families = new String[3];
    for (int i = 0; i < families.length; i++) {
      families[i] = calls.family(department);
      assessed(worker, families[i], TODAY.minusDays(20), Map.of("incomeRating", i + 1));
    }
    JsonNode routine = summary(worker, department, null);
    String overlay = declared(NATIONAL, "IL.SOUTH.A1031", TODAY.minusDays(10), null);
    assertThat(inForce(department, TODAY.minusDays(10))).isTrue();
    assertThat(inForce(department, TODAY.minusDays(11))).isFalse();
    assertThat(inForce("IL.SOUTH.A1054.D1", TODAY)).isFalse();
    assertThat(
            Calls.faults(
                assess(worker, families[0], TODAY.minusDays(2), Map.of("incomeRating", 1))))
        .containsExactly("answers.contactIntensity:required");
    assessed(worker, families[0], TODAY.minusDays(2), Map.of("contactIntensity", "MORE"));
    assertThat(summary(worker, department, null)).isEqualTo(routine);

    String switchPath = "/units/IL.SOUTH.A1031/emergency-overlays/" + overlay;
    String end = "{\"to\": \"%s\"}".formatted(YESTERDAY);
    calls.change(HttpMethod.PATCH, NATIONAL, switchPath, end, null).expectStatus().isEqualTo(428);
    assertThat(
            Calls.body(calls.change(HttpMethod.PATCH, NATIONAL, switchPath, end, 9L), 412)
                .get("current")
                .get("to")
                .isNull())
        .isTrue();
    calls.change(HttpMethod.PATCH, NATIONAL, switchPath, end, 1L).expectStatus().isOk();
    assertThat(inForce(department, TODAY)).isFalse();
    assertThat(summary(worker, department, null)).isEqualTo(routine);
    assertThat(denominator(summary(worker, department, overlay), "contactIntensity")).isEqualTo(1);
    assertThat(Calls.faults(assess(worker, families[1], TODAY, Map.of("contactIntensity", "MORE"))))
        .containsExactly("answers.contactIntensity:field-unknown");
  }

  /** A family that moves takes its future with it and not its past. */
  @Test
  void countsWhatIsDatedBeforeAMoveWhereTheFamilyWasThatDay() {
    String before = "IL.SOUTH.A2560.D113";
    String after = "IL.SOUTH.A2560.D114";
    FilledFamily.openDepartment(http, before);
    FilledFamily.openDepartment(http, after);
    String overlay = declared(NATIONAL, after, TODAY.minusDays(10), null);
    String family = calls.family(before);
    Desk.moves(http, family, before, after);

    String worker = worker(after);
    assessed(worker, family, YESTERDAY, Map.of("incomeRating", 2));
    assessed(worker, family, TODAY, Map.of("contactIntensity", "MORE", "healthRating", 3));
    JsonNode former = summary(worker(before), before, null);
    assertThat(denominator(former, "incomeRating")).isEqualTo(1);
    assertThat(denominator(former, "healthRating")).isZero();
    assertThat(denominator(summary(worker, after, null), "incomeRating")).isZero();
    assertThat(denominator(summary(worker, after, overlay), "contactIntensity")).isEqualTo(1);
    String form = "/families/" + family + "/assessment-form?on=";
    assertThat(Calls.body(calls.get(worker, form + YESTERDAY), 200).get("emergency").isNull())
        .isTrue();
    assertThat(Calls.body(calls.get(worker, form + TODAY), 200).get("emergency").isNull())
        .isFalse();
  }

  @Test
  void letsTheMinistryDeclareEmergenciesInItsOwnUnits() {
    String path = "/units/IL.SOUTH.A1054/emergency-overlays";
    String body = overlay(TODAY, null);
    String head = Calls.token("h", "IL.SOUTH.A1054.D1", "department-head");
    calls
        .post(head, "/units/IL.SOUTH.A1054.D1/emergency-overlays", body)
        .expectStatus()
        .isForbidden();
    String jerusalem = Calls.token("s", "IL.JERUSALEM", "supervisor");
    assertThat(Calls.code(calls.post(jerusalem, path, body), 404)).isEqualTo("unit-not-found");
    String south = Calls.token("s", "IL.SOUTH", "supervisor");
    try (var events = TestEvents.on("retzef.organisation.events")) {
      String id = Calls.idOf(calls.post(south, path, body));
      assertThat(events.await(1, id).getFirst().type())
          .isEqualTo("org.retzef.emergency-overlay.changed.v1");
      assertThat(
              Calls.body(calls.get(head, "/units/IL.SOUTH.A1054.D1/emergency-overlays"), 200)
                  .get("items")
                  .get(0)
                  .get("id")
                  .asString())
          .isEqualTo(id);
    }
    assertThat(Calls.code(calls.post(south, path, body), 409))
        .isEqualTo("overlay-already-in-force");
    assertThat(
            Calls.faults(
                calls.post(
                    south,
                    "/units/IL.SOUTH.A1059/emergency-overlays",
                    overlay(TODAY, null).replace("EMERGENCY_2020", "ROUTINE"))))
        .containsExactly("form:form-unknown");
    assertThat(
            Calls.faults(
                calls.post(
                    south, "/units/IL.SOUTH.A1059/emergency-overlays", overlay(TODAY, YESTERDAY))))
        .containsExactly("to:date-before-start");
  }

  @Test
  void hidesSmallNumbersFromThoseWhoDoNotKnowTheFamilies() {
    String department = "IL.SOUTH.A1059.D1";
    String worker = worker(department);
    assessed(worker, calls.family(department), YESTERDAY, Map.of("incomeRating", 1));
    JsonNode seen = summary(worker, department, null);
    assertThat(denominator(seen, "incomeRating")).isEqualTo(1);
    JsonNode hidden =
        summary(Calls.token("c", "IL.SOUTH", "district-coordinator"), department, null);
    JsonNode field = field(hidden, "incomeRating");
    assertThat(field.get("denominator").isNull()).isTrue();
    assertThat(field.get("codes").valueStream().allMatch(code -> code.get("numerator").isNull()))
        .isTrue();
    String elsewhere = Calls.token("w", "IL.SOUTH.A0246.D1", "family-social-worker");
    calls.get(elsewhere, summaryPath(department, null)).expectStatus().isNotFound();
    calls
        .get(worker, "/units/" + department + "/assessments/summary?from=2026-01-01&to=2025-01-01")
        .expectStatus()
        .isBadRequest();
    calls
        .get(worker, summaryPath(department, UUID.randomUUID().toString()))
        .expectStatus()
        .isNotFound();
  }

  @Test
  void showsAssessmentsToTheirDepartmentOnly() {
    String worker = worker("IL.SOUTH.A0246.D1");
    String family = calls.family("IL.SOUTH.A0246.D1");
    String path = "/families/" + family + "/assessments";
    String id = assessed(worker, family, YESTERDAY, Map.of("incomeRating", 3));
    String stranger = worker("IL.SOUTH.A0031.D1");
    for (String hidden :
        List.of(path, path + "/" + id, "/families/" + family + "/assessment-form")) {
      assertThat(Calls.code(calls.get(stranger, hidden), 404)).isEqualTo("family-not-found");
    }
    assertThat(Calls.code(assess(stranger, family, YESTERDAY, Map.of("incomeRating", 3)), 404))
        .isEqualTo("family-not-found");
    for (String role : List.of("family-companion", "supervisor", "data-analyst")) {
      calls.get(Calls.token("x", "IL.SOUTH.A0246.D1", role), path).expectStatus().isForbidden();
    }
  }

  @Test
  void recordsOnceWhateverTheClientRepeats() {
    String worker = worker("IL.SOUTH.A0246.D1");
    String family = calls.family("IL.SOUTH.A0246.D1");
    String path = "/families/" + family + "/assessments";
    String body = body(YESTERDAY, Map.of("incomeRating", 3, "incomeNote", "סוד"));
    String first = Calls.idOf(calls.postOnce(worker, path, body, "assess-" + family));
    assertThat(Calls.idOf(calls.postOnce(worker, path, body, "assess-" + family))).isEqualTo(first);
    assertThat(Calls.body(calls.get(worker, path), 200).get("items").size()).isEqualTo(1);
    assertThat(
            database
                .sql("select count(*) as n from idempotency_key where body like '%סוד%'")
                .map(row -> row.get("n", Long.class))
                .one()
                .block())
        .isZero();
  }

  private boolean inForce(String unit, LocalDate day) {
    return Boolean.TRUE.equals(overlays.inForce(new UnitPath(unit), day).hasElement().block());
  }

  private String declared(String token, String unit, LocalDate from, LocalDate to) {
    return Calls.idOf(
        calls.post(token, "/units/" + unit + "/emergency-overlays", overlay(from, to)));
  }

  private static String overlay(LocalDate from, LocalDate to) {
    return "{\"name\": \"מגפה\", \"form\": \"EMERGENCY_2020\", \"from\": \"%s\", \"to\": %s}"
        .formatted(from, to == null ? null : "\"" + to + "\"");
  }

  private JsonNode summary(String token, String unit, String overlay) {
    return Calls.body(calls.get(token, summaryPath(unit, overlay)), 200);
  }

  private static String summaryPath(String unit, String overlay) {
    return "/units/%s/assessments/summary?from=%s&to=%s%s"
        .formatted(unit, TODAY.minusDays(60), TODAY, overlay == null ? "" : "&overlay=" + overlay);
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

  private static JsonNode field(JsonNode summary, String field) {
    return summary
        .get("fields")
        .valueStream()
        .filter(count -> count.get("field").asString().equals(field))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Long> codes(JsonNode summary, String field) {
    return field(summary, field)
        .get("codes")
        .valueStream()
        .collect(
            Collectors.toMap(
                code -> code.get("code").asString(), code -> code.get("numerator").asLong()));
  }

  private static long denominator(JsonNode summary, String field) {
    return field(summary, field).get("denominator").asLong();
  }

  private static String worker(String department) {
    return Calls.token("worker-1", department, "family-social-worker");
  }

  private String assessed(
      String worker, String family, LocalDate day, Map<String, Object> answers) {
    return Calls.idOf(assess(worker, family, day, answers));
  }

  private WebTestClient.ResponseSpec assess(
      String worker, String family, LocalDate day, Map<String, Object> answers) {
    return calls.post(worker, "/families/" + family + "/assessments", body(day, answers));
  }

  private static String body(LocalDate day, Map<String, Object> answers) {
    return JSON.writeValueAsString(Map.of("assessedOn", day.toString(), "answers", answers));
  }
}
