package org.retzef.family.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Calls;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Each test has a department of its own, so that its counts are its own, too. */
@RetzefIT
class AssessmentFlowIT {

  private static final LocalDate TODAY = LocalDate.now(java.time.ZoneId.of("Asia/Jerusalem"));

  /** A new version of the routine form comes today, in one of the tests. */
  private static final LocalDate YESTERDAY = TODAY.minusDays(1);

  private static final String NATIONAL = Calls.token("n-1", "IL", "national-manager");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Calls calls;
  private AssessmentDesk desk;

  @BeforeEach
  void openDesk() {
    calls = new Calls(http);
    desk = new AssessmentDesk(http);
  }

  @Test
  void recordsAnAssessmentAndTellsOnlyWhatCanBeCounted() {
    String worker = AssessmentDesk.worker("IL.SOUTH.A0031.D1");
    try (var events = TestEvents.on("retzef.family.events")) {
      String family = calls.family("IL.SOUTH.A0031.D1");
      String id =
          desk.assessed(
              worker, family, YESTERDAY, Map.of("housingRating", 2, "housingNote", "קירות לחים"));
      TestEvent told = events.await(2, family).getLast();
      assertThat(told.type()).isEqualTo("org.retzef.assessment.recorded.v1");
      assertThat(told.json())
          .contains(id, "\"housingRating\":2", "\"formVersion\":")
          .doesNotContain("קירות", "housingNote");
      JsonNode shown =
          Answers.json(calls.get(worker, "/families/" + family + "/assessments/" + id), 200);
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
  void asksNothingAboutWhoLeftTheFamily() {
    String worker = AssessmentDesk.worker("IL.SOUTH.A0031.D1");
    JsonNode registered = calls.registered("IL.SOUTH.A0031.D1");
    String family = registered.get("id").asString();
    String child = registered.at("/members/1/id").asString();
    calls
        .change(
            HttpMethod.PATCH,
            worker,
            "/families/" + family + "/members/" + child,
            "{\"leftOn\": \"%s\", \"leaveReason\": \"MOVED_OUT\"}".formatted(TODAY),
            1L)
        .expectStatus()
        .isOk();
    assertThat(
            Answers.faults(
                desk.assess(worker, family, TODAY, Map.of("employed", Map.of(child, true)))))
        .containsExactly("answers.employed.%s member-unknown".formatted(child));
  }

  @Test
  void namesEveryFaultOfTheAnswersAtOnce() {
    String worker = AssessmentDesk.worker("IL.SOUTH.A0031.D1");
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
    assertThat(Answers.faults(desk.assess(worker, family, YESTERDAY, answers)))
        .hasSize(5)
        .contains(
            "answers.housingRating number-out-of-range",
            "answers.basicNeedsMissing value-unknown",
            "answers.housingNote text-length",
            "answers.mood field-unknown")
        .anyMatch(fault -> fault.endsWith(" member-unknown"));
    assertThat(
            Answers.faults(
                desk.assess(worker, family, TODAY.plusDays(2), Map.of("housingRating", 1))))
        .containsExactly("assessedOn date-in-future");
    assertThat(
            Answers.faults(
                desk.assess(worker, family, LocalDate.of(1999, 1, 1), Map.of("housingRating", 1))))
        .containsExactly("assessedOn date-too-early");
    assertThat(
            Answers.faults(
                desk.assess(worker, family, YESTERDAY, Map.of("housingNote", "a\u202eb", "x", 1))))
        .contains("answers.housingNote text-forbidden-character");
  }

  @Test
  void keepsPastAnswersAndTheirFormWhenANewVersionComes() {
    String worker = AssessmentDesk.worker("IL.SOUTH.A0031.D1");
    String family = calls.family("IL.SOUTH.A0031.D1");
    String old = desk.assessed(worker, family, YESTERDAY, Map.of("housingRating", 4));
    JsonNode before =
        Answers.json(calls.get(worker, "/families/" + family + "/assessments/" + old), 200);
    JsonNode form = Answers.json(calls.get(NATIONAL, "/assessment-forms/ROUTINE/versions/1"), 200);
    String extended =
        form.get("definition").toString().replace("\"housingRating\"", "\"dwellingRating\"");
    String publish =
        "{\"code\": \"ROUTINE\", \"inForceFrom\": \"%s\", \"definition\": %s}"
            .formatted(TODAY, extended);
    assertThat(Answers.code(calls.post(worker, "/assessment-forms", publish), 403))
        .isEqualTo("role-not-allowed");
    JsonNode published = Answers.json(calls.post(NATIONAL, "/assessment-forms", publish), 201);
    assertThat(published.get("version").asInt()).isEqualTo(2);
    assertThat(Answers.faults(calls.post(NATIONAL, "/assessment-forms", publish)))
        .containsExactly("inForceFrom date-before-newest-version");

    assertThat(Answers.faults(desk.assess(worker, family, TODAY, Map.of("housingRating", 4))))
        .containsExactly("answers.housingRating field-unknown");
    String young = desk.assessed(worker, family, TODAY, Map.of("dwellingRating", 5));
    assertThat(Answers.json(calls.get(worker, "/families/" + family + "/assessments/" + old), 200))
        .isEqualTo(before);
    assertThat(
            Answers.json(calls.get(worker, "/families/" + family + "/assessments/" + young), 200)
                .get("formVersion")
                .asInt())
        .isEqualTo(2);
    assertThat(Answers.json(calls.get(NATIONAL, "/assessment-forms/ROUTINE/versions/1"), 200))
        .isEqualTo(form);
    JsonNode summary = desk.summary(worker, "IL.SOUTH.A0031.D1", null);
    assertThat(AssessmentDesk.denominator(summary, "housingRating")).isGreaterThanOrEqualTo(1);
    assertThat(AssessmentDesk.denominator(summary, "dwellingRating")).isEqualTo(1);
  }

  /** Both are answered at once, in one object: a code must mean one thing there. */
  @Test
  void takesNoQuestionIntoAnEmergencyThatRoutineAsks() {
    String form =
        """
        {"code": "EMERGENCY_OTHER", "inForceFrom": "%s", "definition": {"fields": [
          {"code": "incomeRating", "type": "RATING", "labelHe": "הכנסה"}]}}
        """
            .formatted(TODAY.plusDays(1));
    assertThat(Answers.faults(calls.post(NATIONAL, "/assessment-forms", form)))
        .containsExactly("definition.fields field-code-taken");
  }

  @Test
  void theDatabaseItselfRefusesToRewriteAnswersAndForms() {
    String worker = AssessmentDesk.worker("IL.SOUTH.A0246.D1");
    String family = calls.family("IL.SOUTH.A0246.D1");
    desk.assessed(worker, family, YESTERDAY, Map.of("incomeRating", 4));
    for (String rewriting :
        List.of(
            "update assessment set answers = '{}'",
            "update assessment_form set definition = '{}'",
            "delete from assessment_form")) {
      assertThat(database.sql(rewriting).then().thenReturn("done").onErrorReturn("refused").block())
          .isEqualTo("refused");
    }
  }

  @Test
  void showsAssessmentsToTheirDepartmentOnly() {
    String worker = AssessmentDesk.worker("IL.SOUTH.A0246.D1");
    String family = calls.family("IL.SOUTH.A0246.D1");
    String path = "/families/" + family + "/assessments";
    String id = desk.assessed(worker, family, YESTERDAY, Map.of("incomeRating", 3));
    String stranger = AssessmentDesk.worker("IL.SOUTH.A0031.D1");
    for (String hidden :
        List.of(path, path + "/" + id, "/families/" + family + "/assessment-form")) {
      assertThat(Answers.code(calls.get(stranger, hidden), 404)).isEqualTo("family-not-found");
    }
    assertThat(
            Answers.code(desk.assess(stranger, family, YESTERDAY, Map.of("incomeRating", 3)), 404))
        .isEqualTo("family-not-found");
    for (String role : List.of("family-companion", "supervisor", "data-analyst")) {
      calls.get(Calls.token("x", "IL.SOUTH.A0246.D1", role), path).expectStatus().isForbidden();
    }
  }

  @Test
  void recordsOnceWhateverTheClientRepeats() {
    String worker = AssessmentDesk.worker("IL.SOUTH.A0246.D1");
    String family = calls.family("IL.SOUTH.A0246.D1");
    String path = "/families/" + family + "/assessments";
    String body = AssessmentDesk.body(YESTERDAY, Map.of("incomeRating", 3, "incomeNote", "סוד"));
    String first = Answers.id(calls.postOnce(worker, path, body, "assess-" + family));
    assertThat(Answers.id(calls.postOnce(worker, path, body, "assess-" + family))).isEqualTo(first);
    assertThat(Answers.json(calls.get(worker, path), 200).get("items").size()).isEqualTo(1);
    assertThat(
            database
                .sql("select count(*) as n from idempotency_key where body like '%סוד%'")
                .map(row -> row.get("n", Long.class))
                .one()
                .block())
        .isZero();
  }
}
