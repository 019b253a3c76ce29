package org.retzef.family.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Calls;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who answers an invitation: whoever was asked, once. */
@RetzefIT
class AnsweringIT {

  private static final String DEPARTMENT = "IL.SOUTH.A1054.D1";
  private static final String NATIONAL = Calls.token("n-1", "IL", "national-manager");
  private static final String HEAD = Calls.token("head-1", DEPARTMENT, "department-head");
  private static final String WORKER = Calls.token("worker-1", DEPARTMENT, "family-social-worker");

  @Autowired private WebTestClient http;
  private Calls calls;
  private QuestionnaireDesk desk;

  @BeforeEach
  void openDesk() {
    calls = new Calls(http);
    desk = new QuestionnaireDesk(http);
  }

  @Test
  void takesOneAnswerFromEachWhoWasAsked() {
    String id = desk.published("FAMILY");
    String family = calls.family(DEPARTMENT);
    String notAsked = calls.family(DEPARTMENT);
    String distribution =
        desk.handedOut(HEAD, id, "\"targets\": " + QuestionnaireDesk.json(List.of(family)));
    assertThat(
            Answers.code(
                desk.answer(WORKER, id, distribution, notAsked, "{\"helped\": true}"), 409))
        .isEqualTo("not-invited");
    List<Integer> statuses =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            desk.answer(WORKER, id, distribution, family, "{\"helped\": true}")
                                .returnResult(String.class)
                                .getStatus()
                                .value()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();
    assertThat(statuses).containsExactly(201, 409, 409, 409);
    assertThat(
            Answers.code(desk.answer(WORKER, id, distribution, family, "{\"helped\": false}"), 409))
        .isEqualTo("already-answered");
    QuestionnaireDesk.assertRate(desk.responses(HEAD, id, ""), 1, 1, "100.0");
    assertThat(Answers.faults(desk.answer(WORKER, id, distribution, null, "{\"helped\": true}")))
        .containsExactly("target required");
  }

  @Test
  void knowsAFamilyHoweverItsIdIsWritten() {
    String id = desk.published("FAMILY");
    String invited = calls.family(DEPARTMENT);
    String answering = calls.family(DEPARTMENT);
    String distribution =
        desk.handedOut(
            HEAD,
            id,
            "\"targets\": "
                + QuestionnaireDesk.json(List.of(invited.toUpperCase(), invited, answering)));
    desk.answer(WORKER, id, distribution, invited, "{\"helped\": true}").expectStatus().isCreated();
    desk.answer(WORKER, id, distribution, answering.toUpperCase(), "{\"helped\": true}")
        .expectStatus()
        .isCreated();
    QuestionnaireDesk.assertRate(desk.responses(HEAD, id, ""), 2, 2, "100.0");
  }

  @Test
  void takesTheAnswerToAMergedFamilysInvitationFromItsSurvivor() {
    String id = desk.published("FAMILY");
    String merged = calls.family(DEPARTMENT);
    String survivor = calls.family(DEPARTMENT);
    String both = calls.family(DEPARTMENT);
    String one =
        desk.handedOut(HEAD, id, "\"targets\": " + QuestionnaireDesk.json(List.of(merged)));
    String two =
        desk.handedOut(HEAD, id, "\"targets\": " + QuestionnaireDesk.json(List.of(merged, both)));
    merge(survivor, merged, 1);
    desk.answer(WORKER, id, one, survivor, "{\"helped\": true}").expectStatus().isCreated();
    assertThat(Answers.code(desk.answer(WORKER, id, one, survivor, "{\"helped\": false}"), 409))
        .isEqualTo("already-answered");
    merge(both, survivor, 2);
    desk.answer(WORKER, id, two, both, "{\"helped\": true}").expectStatus().isCreated();
    assertThat(Answers.code(desk.answer(WORKER, id, two, both, "{\"helped\": true}"), 409))
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
    String id = desk.published("WORKER");
    String distribution = desk.handedOut(NATIONAL, id, "\"targets\": [\"worker-1\", \"lead-9\"]");
    assertThat(
            Answers.faults(desk.answer(WORKER, id, distribution, "lead-9", "{\"helped\": true}")))
        .containsExactly("target target-not-expected");
    desk.answer(WORKER, id, distribution, null, "{\"helped\": true}").expectStatus().isCreated();
    assertThat(Answers.code(desk.answer(WORKER, id, distribution, null, "{\"helped\": true}"), 409))
        .isEqualTo("already-answered");
    assertThat(Answers.code(desk.answer(HEAD, id, distribution, null, "{\"helped\": true}"), 409))
        .isEqualTo("not-invited");
  }

  @Test
  void takesNoMoreAnswersThanPeopleWereAsked() {
    String id = desk.published("SERVICE_USER");
    String distribution = desk.handedOut(HEAD, id, "\"count\": 2");
    for (int i = 0; i < 2; i++) {
      desk.answer(WORKER, id, distribution, null, "{\"helped\": true}").expectStatus().isCreated();
    }
    assertThat(Answers.code(desk.answer(WORKER, id, distribution, null, "{\"helped\": true}"), 409))
        .isEqualTo("already-answered");
    desk.handedOut(HEAD, id, "\"count\": 2000");
    QuestionnaireDesk.assertRate(desk.responses(HEAD, id, ""), 2, 2002, "0.1");
  }
}
