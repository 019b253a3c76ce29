package org.retzef.family.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Calls;
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
  private static final String QUESTIONS =
      """
      {"fields": [
        {"code": "helped", "type": "YES_NO", "labelHe": "האם נעזרת", "required": true},
        {"code": "satisfaction", "type": "RATING", "labelHe": "שביעות רצון"}],
       "indicators": [{"code": "HELPED", "field": "helped", "options": ["true"]}]}
      """;

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Calls calls;

  @BeforeEach
  void client() {
    calls = new Calls(http);
  }

  /** F19: a versioned form, a response rate, and past answers that do not change. */
  @Test
  void keepsAnswersWithTheirVersionAndTellsTheShareOfThoseAskedWhoAnswered() {
    String id = published("FAMILY");
    List<String> families = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      families.add(calls.family(DEPARTMENT));
    }
    String distribution = handedOut(HEAD, id, "\"targets\": " + json(families));
    for (int i = 0; i < 10; i++) {
      answer(WORKER, id, distribution, families.get(i), "{\"helped\": true}")
          .expectStatus()
          .isCreated();
    }
    JsonNode before = responses(HEAD, id, "");
    assertRate(before, 10, 12, "83.3");
    JsonNode helped = before.get("indicators").get(0);
    assertThat(helped.get("numerator").asLong()).isEqualTo(10);
    assertThat(helped.get("denominator").asLong()).isEqualTo(10);

    String next = QUESTIONS.replace("\"satisfaction\"", "\"trust\"");
    Calls.body(
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
    assertThat(responses(HEAD, id, "?number=1")).isEqualTo(before);
    JsonNode second = responses(HEAD, id, "");
    assertThat(second.get("number").asInt()).isEqualTo(2);
    assertThat(second.get("rate").get("state").asString()).isEqualTo("NO_DENOMINATOR");
    assertThat(second.get("rate").get("percent").isNull()).isTrue();
    assertThat(
            Calls.faults(
                answer(
                    WORKER,
                    id,
                    distribution,
                    families.get(11),
                    "{\"helped\": true, \"trust\": 1}")))
        .containsExactly("answers.trust:field-unknown");
    for (String rewriting :
        List.of(
            "update questionnaire_response set answers = '{}'",
            "update questionnaire_version set definition = '{}' where status = 'PUBLISHED'")) {
      assertThat(database.sql(rewriting).then().thenReturn("done").onErrorReturn("refused").block())
          .isEqualTo("refused");
    }
  }

  @Test
  void takesOneAnswerFromEachWhoWasAsked() {
    String id = published("FAMILY");
    String family = calls.family(DEPARTMENT);
    String notAsked = calls.family(DEPARTMENT);
    String distribution = handedOut(HEAD, id, "\"targets\": " + json(List.of(family)));
    assertThat(Calls.code(answer(WORKER, id, distribution, notAsked, "{\"helped\": true}"), 409))
        .isEqualTo("not-invited");
    List<Integer> statuses =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            answer(WORKER, id, distribution, family, "{\"helped\": true}")
                                .returnResult(String.class)
                                .getStatus()
                                .value()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();
    assertThat(statuses).containsExactly(201, 409, 409, 409);
    assertThat(Calls.code(answer(WORKER, id, distribution, family, "{\"helped\": false}"), 409))
        .isEqualTo("already-answered");
    assertRate(responses(HEAD, id, ""), 1, 1, "100.0");
    assertThat(Calls.faults(answer(WORKER, id, distribution, null, "{\"helped\": true}")))
        .containsExactly("target:required");
  }

  @Test
  void knowsAFamilyHoweverItsIdIsWritten() {
    String id = published("FAMILY");
    String invited = calls.family(DEPARTMENT);
    String answering = calls.family(DEPARTMENT);
    String distribution =
        handedOut(
            HEAD, id, "\"targets\": " + json(List.of(invited.toUpperCase(), invited, answering)));
    answer(WORKER, id, distribution, invited, "{\"helped\": true}").expectStatus().isCreated();
    answer(WORKER, id, distribution, answering.toUpperCase(), "{\"helped\": true}")
        .expectStatus()
        .isCreated();
    assertRate(responses(HEAD, id, ""), 2, 2, "100.0");
  }

  @Test
  void takesTheAnswerToAMergedFamilysInvitationFromItsSurvivor() {
    String id = published("FAMILY");
    String merged = calls.family(DEPARTMENT);
    String survivor = calls.family(DEPARTMENT);
    String both = calls.family(DEPARTMENT);
    String one = handedOut(HEAD, id, "\"targets\": " + json(List.of(merged)));
    String two = handedOut(HEAD, id, "\"targets\": " + json(List.of(merged, both)));
    merge(survivor, merged, 1);
    answer(WORKER, id, one, survivor, "{\"helped\": true}").expectStatus().isCreated();
    assertThat(Calls.code(answer(WORKER, id, one, survivor, "{\"helped\": false}"), 409))
        .isEqualTo("already-answered");
    merge(both, survivor, 2);
    answer(WORKER, id, two, both, "{\"helped\": true}").expectStatus().isCreated();
    assertThat(Calls.code(answer(WORKER, id, two, both, "{\"helped\": true}"), 409))
        .as("one family answers once, however often it was asked")
        .isEqualTo("already-answered");
  }

  private void merge(String survivor, String merged, int mergedVersion) {
    calls
        .change(
            HttpMethod.POST,
            HEAD,
            "/families/merges",
            """
            {"survivorId": "%s", "mergedId": "%s", "mergedVersion": %d,
             "reasonCode": "REGISTERED_TWICE"}
            """
                .formatted(survivor, merged, mergedVersion),
            1L)
        .expectStatus()
        .isCreated();
  }

  @Test
  void letsAWorkerAnswerOnlyForItself() {
    String id = published("WORKER");
    String distribution = handedOut(NATIONAL, id, "\"targets\": [\"worker-1\", \"lead-9\"]");
    assertThat(Calls.faults(answer(WORKER, id, distribution, "lead-9", "{\"helped\": true}")))
        .containsExactly("target:target-not-expected");
    answer(WORKER, id, distribution, null, "{\"helped\": true}").expectStatus().isCreated();
    assertThat(Calls.code(answer(WORKER, id, distribution, null, "{\"helped\": true}"), 409))
        .isEqualTo("already-answered");
    assertThat(Calls.code(answer(HEAD, id, distribution, null, "{\"helped\": true}"), 409))
        .isEqualTo("not-invited");
  }

  @Test
  void takesNoMoreAnswersThanPeopleWereAsked() {
    String id = published("SERVICE_USER");
    String distribution = handedOut(HEAD, id, "\"count\": 2");
    for (int i = 0; i < 2; i++) {
      answer(WORKER, id, distribution, null, "{\"helped\": true}").expectStatus().isCreated();
    }
    assertThat(Calls.code(answer(WORKER, id, distribution, null, "{\"helped\": true}"), 409))
        .isEqualTo("already-answered");
    handedOut(HEAD, id, "\"count\": 2000");
    assertRate(responses(HEAD, id, ""), 2, 2002, "0.1");
  }

  @Test
  void tellsNobodyWhoAnsweredNorFewerThanTen() {
    String id = published("FAMILY");
    String family = calls.family(DEPARTMENT);
    String distribution = handedOut(HEAD, id, "\"targets\": " + json(List.of(family)));
    try (var events = TestEvents.on("retzef.family.events")) {
      String key = "answer-" + family;
      String body = body(distribution, family, "{\"helped\": true}");
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
    JsonNode seen = responses(HEAD, id, "");
    assertThat(seen.get("fields").get(0).get("denominator").isNull()).isTrue();
    assertThat(seen.get("indicators").get(0).get("suppressed").asBoolean()).isTrue();
  }

  @Test
  void isPublishedOnceAndHandedOutOnlyThen() {
    String id = Calls.idOf(calls.post(NATIONAL, "/questionnaires", draft("FAMILY", QUESTIONS)));
    String path = "/questionnaires/" + id;
    assertThat(
            Calls.code(
                calls.post(
                    HEAD,
                    path + "/distributions",
                    "{\"unit\": \"%s\", \"count\": 5}".formatted(DEPARTMENT)),
                409))
        .isEqualTo("questionnaire-not-published");
    assertThat(responses(HEAD, id, "").get("rate").get("state").asString())
        .isEqualTo("NO_DENOMINATOR");
    calls
        .change(HttpMethod.POST, NATIONAL, path + "/publication", null, null)
        .expectStatus()
        .isEqualTo(428);
    assertThat(
            Calls.body(
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
            Calls.code(
                calls.change(HttpMethod.POST, NATIONAL, path + "/publication", null, 2L), 409))
        .isEqualTo("questionnaire-already-published");
    calls.post(HEAD, "/questionnaires", draft("FAMILY", QUESTIONS)).expectStatus().isForbidden();
  }

  @Test
  void asksNothingThatWouldGiveSomebodyAway() {
    String words =
        QUESTIONS.replace(
            "\"RATING\", \"labelHe\": \"שביעות רצון\"", "\"TEXT\", \"labelHe\": \"במילים\"");
    assertThat(Calls.faults(calls.post(NATIONAL, "/questionnaires", draft("FAMILY", words))))
        .containsExactly("definition.fields[1]:field-not-anonymous");
  }

  @Test
  void staysInsideTheUnits() {
    String id = published("FAMILY");
    String path = "/questionnaires/" + id;
    String elsewhere = calls.family("IL.SOUTH.A0031.D1");
    assertThat(
            Calls.faults(
                calls.post(
                    HEAD,
                    path + "/distributions",
                    handOut("\"targets\": " + json(List.of(elsewhere))))))
        .containsExactly("targets:target-unknown");
    assertThat(Calls.faults(calls.post(HEAD, path + "/distributions", handOut("\"count\": null"))))
        .containsExactly("targets:targets-or-count");
    String stranger = Calls.token("h", "IL.SOUTH.A0031.D1", "department-head");
    assertThat(
            Calls.code(calls.post(stranger, path + "/distributions", handOut("\"count\": 5")), 404))
        .isEqualTo("unit-not-found");
    String distribution = handedOut(HEAD, id, "\"count\": 5");
    assertThat(Calls.code(answer(stranger, id, distribution, null, "{\"helped\": true}"), 404))
        .isEqualTo("distribution-not-found");
    assertThat(Calls.code(calls.get(stranger, path + "/responses?unit=" + DEPARTMENT), 404))
        .isEqualTo("unit-not-found");
    assertThat(Calls.code(calls.get(HEAD, "/questionnaires/" + UUID.randomUUID()), 404))
        .isEqualTo("questionnaire-not-found");
    assertThat(
            Calls.body(calls.get(HEAD, path + "/distributions"), 200)
                .get("items")
                .get(0)
                .get("asked")
                .asInt())
        .isEqualTo(5);
  }

  private String published(String audience) {
    String id = Calls.idOf(calls.post(NATIONAL, "/questionnaires", draft(audience, QUESTIONS)));
    calls
        .change(HttpMethod.POST, NATIONAL, "/questionnaires/" + id + "/publication", null, 1L)
        .expectStatus()
        .isCreated();
    return id;
  }

  private static String draft(String audience, String questions) {
    return """
        {"audience": "%s", "mode": "ROUTINE", "nameHe": "סקר", "definition": %s}
        """
        .formatted(audience, questions);
  }

  private String handedOut(String token, String id, String to) {
    return Calls.idOf(calls.post(token, "/questionnaires/" + id + "/distributions", handOut(to)));
  }

  private static String handOut(String to) {
    return "{\"unit\": \"%s\", %s}".formatted(DEPARTMENT, to);
  }

  private WebTestClient.ResponseSpec answer(
      String token, String id, String distribution, String target, String answers) {
    return calls.post(
        token, "/questionnaires/" + id + "/responses", body(distribution, target, answers));
  }

  private static String body(String distribution, String target, String answers) {
    return "{\"distributionId\": \"%s\", \"target\": %s, \"language\": \"ar\", \"answers\": %s}"
        .formatted(distribution, target == null ? null : "\"" + target + "\"", answers);
  }

  private JsonNode responses(String token, String id, String query) {
    return Calls.body(calls.get(token, "/questionnaires/" + id + "/responses" + query), 200);
  }

  private static void assertRate(
      JsonNode summary, long numerator, long denominator, String percent) {
    JsonNode rate = summary.get("rate");
    assertThat(rate.get("numerator").asLong()).isEqualTo(numerator);
    assertThat(rate.get("denominator").asLong()).isEqualTo(denominator);
    assertThat(rate.get("percent").toString()).isEqualTo(percent);
  }

  private static String json(List<String> texts) {
    return "[\"" + String.join("\", \"", texts) + "\"]";
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
