package org.retzef.family.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

@RetzefIT
class QuestionnaireFlowIT {

  private static final String DEPARTMENT = "IL.SOUTH.A1054.D1";
  private static final String NATIONAL = Calls.token("n-1", "IL", "national-manager");
  private static final String HEAD = Calls.token("head-1", DEPARTMENT, "department-head");
  private static final String WORKER = Calls.token("worker-1", DEPARTMENT, "family-social-worker");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Calls calls;
  private QuestionnaireDesk desk;

  @BeforeEach
  void openDesk() {
    calls = new Calls(http);
    desk = new QuestionnaireDesk(http);
  }

  /** F19: a versioned form, a response rate, and past answers that do not change. */
  @Test
  void keepsAnswersWithTheirVersionAndTellsTheShareOfThoseAskedWhoAnswered() {
    String id = desk.published("FAMILY");
    List<String> families = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      families.add(calls.family(DEPARTMENT));
    }
    String distribution =
        desk.handedOut(HEAD, id, "\"targets\": " + QuestionnaireDesk.json(families));
    for (int i = 0; i < 10; i++) {
      desk.answer(WORKER, id, distribution, families.get(i), "{\"helped\": true}")
          .expectStatus()
          .isCreated();
    }
    JsonNode before = desk.responses(HEAD, id, "");
    QuestionnaireDesk.assertRate(before, 10, 12, "83.3");
    JsonNode helped = before.get("indicators").get(0);
    assertThat(helped.get("numerator").asLong()).isEqualTo(10);
    assertThat(helped.get("denominator").asLong()).isEqualTo(10);

    String next = QuestionnaireDesk.QUESTIONS.replace("\"satisfaction\"", "\"trust\"");
    Answers.json(
        calls.change(
            HttpMethod.PUT,
            NATIONAL,
            "/questionnaires/" + id,
            "{\"definition\": " + next + "}",
            2L),
        200);
    calls
        .change(HttpMethod.POST, NATIONAL, "/questionnaires/" + id + "/publication", null, 3L)
        .expectStatus()
        .isCreated();
    assertThat(desk.responses(HEAD, id, "?number=1")).isEqualTo(before);
    JsonNode second = desk.responses(HEAD, id, "");
    assertThat(second.get("number").asInt()).isEqualTo(2);
    assertThat(second.get("rate").get("state").asString()).isEqualTo("NO_DENOMINATOR");
    assertThat(second.get("rate").get("percent").isNull()).isTrue();
    assertThat(second.at("/fields/0/denominator").isNull()).as("answers of the first").isTrue();
    assertThat(
            Answers.faults(
                desk.answer(
                    WORKER,
                    id,
                    distribution,
                    families.get(11),
                    "{\"helped\": true, \"trust\": 1}")))
        .containsExactly("answers.trust field-unknown");
    for (String rewriting :
        List.of(
            "update questionnaire_response set answers = '{}'",
            "update questionnaire_version set definition = '{}' where status = 'PUBLISHED'")) {
      assertThat(database.sql(rewriting).then().thenReturn("done").onErrorReturn("refused").block())
          .isEqualTo("refused");
    }
  }

  @Test
  void tellsNobodyWhoAnsweredNorFewerThanTen() {
    String id = desk.published("FAMILY");
    String family = calls.family(DEPARTMENT);
    String distribution =
        desk.handedOut(HEAD, id, "\"targets\": " + QuestionnaireDesk.json(List.of(family)));
    try (var events = TestEvents.on("retzef.family.events")) {
      String key = "answer-" + family;
      String body = QuestionnaireDesk.body(distribution, family, "{\"helped\": true}");
      calls
          .postOnce(WORKER, "/questionnaires/" + id + "/responses", body, key)
          .expectStatus()
          .isCreated();
      calls
          .postOnce(WORKER, "/questionnaires/" + id + "/responses", body, key)
          .expectStatus()
          .isCreated();
      TestEvent told =
          events
              .await(1, event -> event.type().equals("org.retzef.questionnaire.answered.v1"))
              .getLast();
      assertThat(told.json()).contains("\"helped\":true", id).doesNotContain(family, "worker-1");
      assertThat(
              count(
                  """
                  select count(*) as n from idempotency_key
                   where body like '%' || :subject || '%'
                  """,
                  told.subject()))
          .isZero();
    }
    assertThat(
            count(
                """
                select count(*) as n from (
                  select questionnaire_response::text as whole from questionnaire_response
                  union all select questionnaire_invitation::text from questionnaire_invitation
                  union all select questionnaire_distribution::text from questionnaire_distribution
                ) as rows where whole like '%' || :subject || '%'
                """,
                family))
        .isZero();
    JsonNode seen = desk.responses(HEAD, id, "");
    assertThat(seen.get("fields").get(0).get("denominator").isNull()).isTrue();
    assertThat(seen.get("indicators").get(0).get("suppressed").asBoolean()).isTrue();
  }

  @Test
  void isPublishedOnceAndHandedOutOnlyThen() {
    String id =
        Answers.id(
            calls.post(
                NATIONAL,
                "/questionnaires",
                QuestionnaireDesk.draft("FAMILY", QuestionnaireDesk.QUESTIONS)));
    String path = "/questionnaires/" + id;
    assertThat(
            Answers.code(
                calls.post(
                    HEAD,
                    path + "/distributions",
                    "{\"unit\": \"%s\", \"count\": 5}".formatted(DEPARTMENT)),
                409))
        .isEqualTo("questionnaire-not-published");
    assertThat(desk.responses(HEAD, id, "").get("rate").get("state").asString())
        .isEqualTo("NO_DENOMINATOR");
    calls
        .change(HttpMethod.POST, NATIONAL, path + "/publication", null, null)
        .expectStatus()
        .isEqualTo(428);
    assertThat(
            Answers.json(
                    calls.change(HttpMethod.POST, NATIONAL, path + "/publication", null, 5L), 412)
                .get("current")
                .get("status")
                .asString())
        .isEqualTo("DRAFT");
    calls
        .change(HttpMethod.POST, NATIONAL, path + "/publication", null, 1L)
        .expectStatus()
        .isCreated();
    assertThat(
            Answers.code(
                calls.change(HttpMethod.POST, NATIONAL, path + "/publication", null, 2L), 409))
        .isEqualTo("questionnaire-already-published");
    calls
        .post(
            HEAD, "/questionnaires", QuestionnaireDesk.draft("FAMILY", QuestionnaireDesk.QUESTIONS))
        .expectStatus()
        .isForbidden();
  }

  @Test
  void asksNothingThatWouldGiveSomebodyAway() {
    String words =
        QuestionnaireDesk.QUESTIONS.replace(
            "\"RATING\", \"labelHe\": \"שביעות רצון\"", "\"TEXT\", \"labelHe\": \"במילים\"");
    assertThat(
            Answers.faults(
                calls.post(NATIONAL, "/questionnaires", QuestionnaireDesk.draft("FAMILY", words))))
        .containsExactly("definition.fields[1] field-not-anonymous");
    String ofEach =
        QuestionnaireDesk.QUESTIONS.replace("\"RATING\",", "\"RATING\", \"perMember\": true,");
    assertThat(
            Answers.faults(
                calls.post(NATIONAL, "/questionnaires", QuestionnaireDesk.draft("FAMILY", ofEach))))
        .containsExactly("definition.fields[1] field-not-anonymous");
  }

  @Test
  void staysInsideTheUnits() {
    String id = desk.published("FAMILY");
    String path = "/questionnaires/" + id;
    String elsewhere = calls.family("IL.SOUTH.A0031.D1");
    assertThat(
            Answers.faults(
                calls.post(
                    HEAD,
                    path + "/distributions",
                    QuestionnaireDesk.handOut(
                        "\"targets\": " + QuestionnaireDesk.json(List.of(elsewhere))))))
        .containsExactly("targets target-unknown");
    String erased = calls.family(DEPARTMENT);
    calls
        .change(
            HttpMethod.POST,
            HEAD,
            "/families/" + erased + "/erasure",
            "{\"reasonCode\": \"FAMILY_ASKED\", \"legalBasis\": \"PRIVACY_PROTECTION_LAW\"}",
            1L)
        .expectStatus()
        .isCreated();
    assertThat(
            Answers.faults(
                calls.post(
                    HEAD,
                    path + "/distributions",
                    QuestionnaireDesk.handOut(
                        "\"targets\": " + QuestionnaireDesk.json(List.of(erased))))))
        .containsExactly("targets target-unknown");
    assertThat(
            Answers.faults(
                calls.post(
                    HEAD, path + "/distributions", QuestionnaireDesk.handOut("\"count\": null"))))
        .containsExactly("targets targets-or-count");
    for (String count : List.of("-1", "100001")) {
      assertThat(
              Answers.faults(
                  calls.post(
                      HEAD,
                      path + "/distributions",
                      QuestionnaireDesk.handOut("\"count\": " + count))))
          .containsExactly("count count-invalid");
    }
    String stranger = Calls.token("h", "IL.SOUTH.A0031.D1", "department-head");
    assertThat(
            Answers.code(
                calls.post(
                    stranger, path + "/distributions", QuestionnaireDesk.handOut("\"count\": 5")),
                404))
        .isEqualTo("unit-not-found");
    String distribution = desk.handedOut(HEAD, id, "\"count\": 5");
    assertThat(
            Answers.code(desk.answer(stranger, id, distribution, null, "{\"helped\": true}"), 404))
        .isEqualTo("distribution-not-found");
    assertThat(Answers.json(calls.get(stranger, path + "/distributions"), 200).get("items"))
        .isEmpty();
    assertThat(Answers.code(calls.get(stranger, path + "/responses?unit=" + DEPARTMENT), 404))
        .isEqualTo("unit-not-found");
    assertThat(Answers.code(calls.get(HEAD, "/questionnaires/" + UUID.randomUUID()), 404))
        .isEqualTo("questionnaire-not-found");
    assertThat(
            Answers.json(calls.get(HEAD, path + "/distributions"), 200)
                .get("items")
                .get(0)
                .get("asked")
                .asInt())
        .isEqualTo(5);
  }

  private long count(String sql, String subject) {
    return database
        .sql(sql)
        .bind("subject", subject)
        .map(row -> row.get("n", Long.class))
        .one()
        .block();
  }
}
