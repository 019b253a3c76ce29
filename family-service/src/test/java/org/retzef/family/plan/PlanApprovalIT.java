package org.retzef.family.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Who decides on a plan, and what stays of what was decided. */
@RetzefIT
class PlanApprovalIT {

  private static final String GOAL = PlanDesk.goal("DEBTS", "RIGHTS", "א");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private PlanDesk desk;

  @BeforeEach
  void aFamily() {
    desk = new PlanDesk(http);
  }

  /** F12: a plan has goals per domain, versions, review dates and an approval. */
  @Test
  void hasGoalsPerDomainVersionsReviewDatesAndApproval() {
    String plan = desk.drafted(PlanDesk.goal("DEBTS", "BASIC_NEEDS", "הסדר חובות"));
    desk.act(PlanDesk.WORKER, plan + "/goals", PlanDesk.goal("EMPLOYMENT", "RIGHTS", "עבודה"), 1);
    desk.act(PlanDesk.WORKER, plan + "/submission", null, 2);
    try (var events = TestEvents.on("retzef.family.events")) {
      desk.act(PlanDesk.LEAD, plan + "/approval", "{\"decision\": \"APPROVE\"}", 3);
      TestEvent told = events.await(1, desk.family).getLast();
      assertThat(told.type()).isEqualTo("org.retzef.plan.approved.v1");
      assertThat(told.json())
          .contains(
              "\"goals\":2",
              "\"DEBTS\":1",
              "\"EMPLOYMENT\":1",
              "\"BASIC_NEEDS\":1",
              PlanDesk.REVIEW)
          .doesNotContain("חובות", "עבודה", "worker-1");
    }
    JsonNode first = desk.shown(plan);
    assertThat(first.get("status").asString()).isEqualTo("APPROVED");
    assertThat(first.get("decidedBy").asString()).isEqualTo("lead-1");
    assertThat(first.get("reviewOn").asString()).isEqualTo(PlanDesk.REVIEW);

    desk.act(PlanDesk.WORKER, plan + "/versions", null, 4);
    desk.act(
        PlanDesk.WORKER,
        plan + "/goals",
        PlanDesk.goal("COMMUNITY", "FAMILY_AND_PARENTING", "חוג"),
        5);
    JsonNode second = desk.shown(plan);
    assertThat(second.get("planVersion").asInt()).isEqualTo(2);
    assertThat(second.get("status").asString()).isEqualTo("DRAFT");
    assertThat(second.get("approvedVersion").asInt()).isEqualTo(1);
    assertThat(second.get("goals").size()).isEqualTo(3);
    JsonNode asApproved = Answers.json(desk.calls.get(PlanDesk.WORKER, plan + "/versions/1"), 200);
    assertThat(asApproved.get("goals")).isEqualTo(first.get("goals"));
    assertThat(asApproved.get("status").asString()).isEqualTo("APPROVED");
  }

  @Test
  void neverChangesAnApprovedVersion() {
    String plan = desk.approved();
    String goal = desk.shown(plan).get("goals").get(0).get("id").asString();
    for (var attempt :
        Map.of("/goals", HttpMethod.POST, "/goals/" + goal, HttpMethod.PUT).entrySet()) {
      assertThat(
              Answers.code(
                  desk.calls.change(
                      attempt.getValue(),
                      PlanDesk.WORKER,
                      plan + attempt.getKey(),
                      PlanDesk.goal("DEBTS", "RIGHTS", "אחר"),
                      desk.version(plan)),
                  409))
          .isEqualTo("plan-not-writable");
    }
    assertThat(
            Answers.code(
                desk.calls.change(
                    HttpMethod.DELETE,
                    PlanDesk.WORKER,
                    plan + "/goals/" + goal,
                    null,
                    desk.version(plan)),
                409))
        .isEqualTo("plan-not-writable");
    for (String rewriting :
        List.of(
            "update plan_version set review_on = review_on + 1 where status = 'APPROVED'",
            "update plan_goal set due_on = due_on + 1",
            "delete from plan_goal")) {
      assertThat(database.sql(rewriting).then().thenReturn("done").onErrorReturn("refused").block())
          .isEqualTo("refused");
    }
  }

  @Test
  void isNotApprovedByWhoWroteInIt() {
    String plan =
        desk.plans
            + "/"
            + Answers.id(
                desk.calls.post(
                    PlanDesk.LEAD,
                    desk.plans,
                    PlanDesk.draft(PlanDesk.goal("DEBTS", "RIGHTS", "א"))));
    desk.act(PlanDesk.WORKER, plan + "/submission", null, 1);
    assertThat(
            Answers.code(
                desk.calls.change(
                    HttpMethod.POST,
                    PlanDesk.LEAD,
                    plan + "/approval",
                    "{\"decision\": \"APPROVE\"}",
                    2L),
                409))
        .isEqualTo("own-plan");
    desk.calls
        .change(
            HttpMethod.POST, PlanDesk.WORKER, plan + "/approval", "{\"decision\": \"APPROVE\"}", 2L)
        .expectStatus()
        .isForbidden();
    desk.act(PlanDesk.HEAD, plan + "/approval", "{\"decision\": \"APPROVE\"}", 2);
  }

  static Stream<Arguments> leastParts() {
    return Stream.of(
        Arguments.of(HttpMethod.POST, "/goals", GOAL),
        Arguments.of(HttpMethod.PUT, "/goals/{first}", GOAL),
        Arguments.of(HttpMethod.DELETE, "/goals/{first}", null),
        Arguments.of(HttpMethod.PATCH, "", "{\"reviewOn\": \"%s\"}".formatted(PlanDesk.REVIEW)),
        Arguments.of(HttpMethod.POST, "/submission", null));
  }

  @ParameterizedTest
  @MethodSource("leastParts")
  void isNotApprovedByWhoDidTheLeastToIt(HttpMethod method, String part, @Nullable String body) {
    String plan = desk.drafted(GOAL + "," + GOAL);
    String first = desk.shown(plan).at("/goals/0/id").asString();
    desk.calls
        .change(method, PlanDesk.LEAD, plan + part.replace("{first}", first), body, 1L)
        .expectStatus()
        .is2xxSuccessful();
    if (!part.equals("/submission")) {
      desk.act(PlanDesk.WORKER, plan + "/submission", null, 2);
    }
    assertThat(
            Answers.code(
                desk.calls.change(
                    HttpMethod.POST,
                    PlanDesk.LEAD,
                    plan + "/approval",
                    "{\"decision\": \"APPROVE\"}",
                    desk.version(plan)),
                409))
        .isEqualTo("own-plan");
  }

  @Test
  void isNotDecidedByWhoBelongsToTheFamily() {
    String plan = desk.drafted(PlanDesk.goal("DEBTS", "RIGHTS", "א"));
    desk.act(PlanDesk.WORKER, plan + "/submission", null, 1);
    String ties = "/families/" + desk.family + "/conflicts-of-interest";
    String tie =
        Answers.id(
            desk.calls.post(
                PlanDesk.HEAD, ties, "{\"worker\": \"lead-1\", \"tie\": \"RELATIVE\"}"));
    for (String decision : List.of("\"APPROVE\"", "\"RETURN\", \"note\": \"חסר יעד\"")) {
      assertThat(
              Answers.code(
                  desk.calls.change(
                      HttpMethod.POST,
                      PlanDesk.LEAD,
                      plan + "/approval",
                      "{\"decision\": %s}".formatted(decision),
                      2L),
                  409))
          .isEqualTo("conflict-of-interest");
    }
    assertThat(desk.shown(plan).get("status").asString()).isEqualTo("SUBMITTED");
    desk.calls
        .change(HttpMethod.POST, PlanDesk.HEAD, ties + "/" + tie + "/end", null, 1L)
        .expectStatus()
        .isOk();
    desk.act(PlanDesk.LEAD, plan + "/approval", "{\"decision\": \"APPROVE\"}", 2);
  }

  @Test
  void isReturnedWithANoteAndWrittenOn() {
    String plan = desk.drafted(PlanDesk.goal("DEBTS", "RIGHTS", "א"));
    assertThat(
            Answers.code(
                desk.calls.change(
                    HttpMethod.POST,
                    PlanDesk.HEAD,
                    plan + "/approval",
                    "{\"decision\": \"APPROVE\"}",
                    1L),
                409))
        .isEqualTo("plan-not-submitted");
    desk.act(PlanDesk.WORKER, plan + "/submission", null, 1);
    assertThat(
            Answers.faults(
                desk.calls.change(
                    HttpMethod.POST,
                    PlanDesk.HEAD,
                    plan + "/approval",
                    "{\"decision\": \"RETURN\"}",
                    2L)))
        .containsExactly("note required");
    desk.act(
        PlanDesk.HEAD, plan + "/approval", "{\"decision\": \"RETURN\", \"note\": \"חסר יעד\"}", 2);
    assertThat(desk.shown(plan).get("note").asString()).isEqualTo("חסר יעד");
    desk.act(PlanDesk.WORKER, plan + "/goals", PlanDesk.goal("COMMUNITY", "RIGHTS", "ב"), 3);
    assertThat(desk.shown(plan).get("note").asString()).isEqualTo("חסר יעד");
    desk.act(PlanDesk.WORKER, plan + "/submission", null, 4);
    desk.act(PlanDesk.HEAD, plan + "/approval", "{\"decision\": \"APPROVE\"}", 5);
    assertThat(desk.shown(plan).get("status").asString()).isEqualTo("APPROVED");
  }

  @Test
  void letsOneOfTwoApproversThrough() {
    String plan = desk.drafted(PlanDesk.goal("DEBTS", "RIGHTS", "א"));
    desk.act(PlanDesk.WORKER, plan + "/submission", null, 1);
    List<Integer> statuses =
        Stream.of(PlanDesk.LEAD, PlanDesk.HEAD)
            .map(
                approver ->
                    CompletableFuture.supplyAsync(
                        () ->
                            Patiently.ask(
                                    () ->
                                        desk.calls.change(
                                            HttpMethod.POST,
                                            approver,
                                            plan + "/approval",
                                            "{\"decision\": \"APPROVE\"}",
                                            2L))
                                .getStatus()
                                .value()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();
    assertThat(statuses).containsExactly(201, 412);
  }
}
