package org.retzef.family.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Calls;
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

@RetzefIT
class PlanFlowIT {

  private static final String DEPARTMENT = "IL.SOUTH.A0666.D1";
  private static final String WORKER = Calls.token("worker-1", DEPARTMENT, "family-social-worker");
  private static final String LEAD = Calls.token("lead-1", DEPARTMENT, "team-lead");
  private static final String HEAD = Calls.token("head-1", DEPARTMENT, "department-head");
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private static final String REVIEW = TODAY.plusMonths(6).toString();

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Calls calls;
  private String family;
  private String plans;

  @BeforeEach
  void aFamily() {
    calls = new Calls(http);
    family = calls.family(DEPARTMENT);
    plans = "/families/" + family + "/plans";
  }

  /** F12: a plan has goals per domain, versions, review dates and an approval. */
  @Test
  void hasGoalsPerDomainVersionsReviewDatesAndApproval() {
    String plan = drafted(goal("DEBTS", "BASIC_NEEDS", "הסדר חובות"));
    act(WORKER, plan + "/goals", goal("EMPLOYMENT", "RIGHTS", "עבודה"), 1);
    act(WORKER, plan + "/submission", null, 2);
    try (var events = TestEvents.on("retzef.family.events")) {
      act(LEAD, plan + "/approval", "{\"decision\": \"APPROVE\"}", 3);
      TestEvent told = events.await(1, family).getLast();
      assertThat(told.type()).isEqualTo("org.retzef.plan.approved.v1");
      assertThat(told.json())
          .contains("\"goals\":2", "\"DEBTS\":1", "\"EMPLOYMENT\":1", "\"BASIC_NEEDS\":1", REVIEW)
          .doesNotContain("חובות", "עבודה", "worker-1");
    }
    JsonNode first = shown(plan);
    assertThat(first.get("status").asString()).isEqualTo("APPROVED");
    assertThat(first.get("decidedBy").asString()).isEqualTo("lead-1");
    assertThat(first.get("reviewOn").asString()).isEqualTo(REVIEW);

    act(WORKER, plan + "/versions", null, 4);
    act(WORKER, plan + "/goals", goal("COMMUNITY", "FAMILY_AND_PARENTING", "חוג"), 5);
    JsonNode second = shown(plan);
    assertThat(second.get("planVersion").asInt()).isEqualTo(2);
    assertThat(second.get("status").asString()).isEqualTo("DRAFT");
    assertThat(second.get("approvedVersion").asInt()).isEqualTo(1);
    assertThat(second.get("goals").size()).isEqualTo(3);
    JsonNode asApproved = Answers.json(calls.get(WORKER, plan + "/versions/1"), 200);
    assertThat(asApproved.get("goals")).isEqualTo(first.get("goals"));
    assertThat(asApproved.get("status").asString()).isEqualTo("APPROVED");
  }

  @Test
  void neverChangesAnApprovedVersion() {
    String plan = approved();
    String goal = shown(plan).get("goals").get(0).get("id").asString();
    for (var attempt :
        Map.of("/goals", HttpMethod.POST, "/goals/" + goal, HttpMethod.PUT).entrySet()) {
      assertThat(
              Answers.code(
                  calls.change(
                      attempt.getValue(),
                      WORKER,
                      plan + attempt.getKey(),
                      goal("DEBTS", "RIGHTS", "אחר"),
                      version(plan)),
                  409))
          .isEqualTo("plan-not-writable");
    }
    assertThat(
            Answers.code(
                calls.change(
                    HttpMethod.DELETE, WORKER, plan + "/goals/" + goal, null, version(plan)),
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
        plans + "/" + Answers.id(calls.post(LEAD, plans, draft(goal("DEBTS", "RIGHTS", "א"))));
    act(WORKER, plan + "/submission", null, 1);
    assertThat(
            Answers.code(
                calls.change(
                    HttpMethod.POST, LEAD, plan + "/approval", "{\"decision\": \"APPROVE\"}", 2L),
                409))
        .isEqualTo("own-plan");
    calls
        .change(HttpMethod.POST, WORKER, plan + "/approval", "{\"decision\": \"APPROVE\"}", 2L)
        .expectStatus()
        .isForbidden();
    act(HEAD, plan + "/approval", "{\"decision\": \"APPROVE\"}", 2);
  }

  @Test
  void isNotDecidedByWhoBelongsToTheFamily() {
    String plan = drafted(goal("DEBTS", "RIGHTS", "א"));
    act(WORKER, plan + "/submission", null, 1);
    String ties = "/families/" + family + "/conflicts-of-interest";
    String tie =
        Answers.id(calls.post(HEAD, ties, "{\"worker\": \"lead-1\", \"tie\": \"RELATIVE\"}"));
    for (String decision : List.of("\"APPROVE\"", "\"RETURN\", \"note\": \"חסר יעד\"")) {
      assertThat(
              Answers.code(
                  calls.change(
                      HttpMethod.POST,
                      LEAD,
                      plan + "/approval",
                      "{\"decision\": %s}".formatted(decision),
                      2L),
                  409))
          .isEqualTo("conflict-of-interest");
    }
    assertThat(shown(plan).get("status").asString()).isEqualTo("SUBMITTED");
    calls.change(HttpMethod.POST, HEAD, ties + "/" + tie + "/end", null, 1L).expectStatus().isOk();
    act(LEAD, plan + "/approval", "{\"decision\": \"APPROVE\"}", 2);
  }

  @Test
  void isReturnedWithANoteAndWrittenOn() {
    String plan = drafted(goal("DEBTS", "RIGHTS", "א"));
    assertThat(
            Answers.code(
                calls.change(
                    HttpMethod.POST, HEAD, plan + "/approval", "{\"decision\": \"APPROVE\"}", 1L),
                409))
        .isEqualTo("plan-not-submitted");
    act(WORKER, plan + "/submission", null, 1);
    assertThat(
            Answers.faults(
                calls.change(
                    HttpMethod.POST, HEAD, plan + "/approval", "{\"decision\": \"RETURN\"}", 2L)))
        .containsExactly("note required");
    act(HEAD, plan + "/approval", "{\"decision\": \"RETURN\", \"note\": \"חסר יעד\"}", 2);
    assertThat(shown(plan).get("note").asString()).isEqualTo("חסר יעד");
    act(WORKER, plan + "/goals", goal("COMMUNITY", "RIGHTS", "ב"), 3);
    assertThat(shown(plan).get("note").asString()).isEqualTo("חסר יעד");
    act(WORKER, plan + "/submission", null, 4);
    act(HEAD, plan + "/approval", "{\"decision\": \"APPROVE\"}", 5);
    assertThat(shown(plan).get("status").asString()).isEqualTo("APPROVED");
  }

  @Test
  void letsOneOfTwoApproversThrough() {
    String plan = drafted(goal("DEBTS", "RIGHTS", "א"));
    act(WORKER, plan + "/submission", null, 1);
    List<Integer> statuses =
        Stream.of(LEAD, HEAD)
            .map(
                approver ->
                    CompletableFuture.supplyAsync(
                        () ->
                            Patiently.ask(
                                    () ->
                                        calls.change(
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

  @Test
  void asksForTheVersionThatTheCallerSaw() {
    String plan = drafted(goal("DEBTS", "RIGHTS", "א"));
    String goal = goal("DEBTS", "RIGHTS", "ב");
    calls
        .change(HttpMethod.POST, WORKER, plan + "/goals", goal, null)
        .expectStatus()
        .isEqualTo(428);
    JsonNode stale =
        Answers.json(calls.change(HttpMethod.POST, WORKER, plan + "/goals", goal, 9L), 412);
    assertThat(stale.get("current").get("goals").size()).isEqualTo(1);
    assertThat(
            Answers.code(calls.change(HttpMethod.POST, WORKER, plan + "/versions", null, 1L), 409))
        .isEqualTo("plan-not-approved");
  }

  @Test
  void givesEachGoalExactlyOneAspectAndNamesEveryFault() {
    String goal =
        """
        {"domain": "LUCK", "aspect": ["RIGHTS", "BASIC_NEEDS"], "goal": " ", "target": "ב",
         "dueOn": "2001-01-01", "worker": "worker-1"}
        """;
    assertThat(Answers.faults(calls.post(WORKER, plans, draft(goal))))
        .contains(
            "goals[0].domain value-unknown",
            "goals[0].goal text-length",
            "goals[0].indicator required")
        .anyMatch(fault -> fault.startsWith("goals[0].aspect"));
    assertThat(
            Answers.faults(
                calls.post(
                    WORKER,
                    plans,
                    draft(goal("DEBTS", "RIGHTS", "א").replace(REVIEW, "2001-01-01")))))
        .containsExactly("goals[0].dueOn date-out-of-range");
    String empty = plans + "/" + Answers.id(calls.post(WORKER, plans, draft("")));
    assertThat(
            Answers.code(
                calls.change(HttpMethod.POST, WORKER, empty + "/submission", null, 1L), 409))
        .isEqualTo("plan-without-goals");
  }

  @Test
  void keepsItsWordsUnreadableInTheDatabase() {
    drafted(goal("DEBTS", "RIGHTS", "ייחודית"));
    String dump =
        database
            .sql(
                """
                select string_agg(whole, ' ') as dump from (
                  select plan_goal::text as whole from plan_goal
                  union all select coalesce(body, '') from idempotency_key) as rows
                """)
            .map(row -> row.get("dump", String.class))
            .one()
            .block();
    assertThat(dump)
        .contains("DEBTS")
        .doesNotContain(
            "ייחודית", HexFormat.of().formatHex("ייחודית".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void tellsProgressWithoutChangingThePlan() {
    String plan = approved();
    String goal = shown(plan).get("goals").get(0).get("id").asString();
    act(
        WORKER,
        plan + "/goals/" + goal + "/progress",
        "{\"progress\": \"REACHED\"}",
        version(plan));
    assertThat(shown(plan).get("goals").get(0).get("progress").asString()).isEqualTo("REACHED");
    assertThat(shown(plan).get("status").asString()).isEqualTo("APPROVED");
    assertThat(
            Answers.code(
                calls.change(
                    HttpMethod.POST,
                    WORKER,
                    plan + "/goals/" + UUID.randomUUID() + "/progress",
                    "{\"progress\": \"REACHED\"}",
                    version(plan)),
                404))
        .isEqualTo("goal-not-found");
  }

  @Test
  void tellsProgressOfWhatIsInForceWhileTheNextVersionIsWritten() {
    String plan = approved();
    String inForce = shown(plan).get("goals").get(0).get("id").asString();
    act(WORKER, plan + "/versions", null, 3);
    calls
        .change(HttpMethod.DELETE, WORKER, plan + "/goals/" + inForce, null, 4L)
        .expectStatus()
        .is2xxSuccessful();
    act(WORKER, plan + "/goals", goal("COMMUNITY", "RIGHTS", "חוג"), 5);
    String drafted = shown(plan).get("goals").get(0).get("id").asString();
    String reached = "{\"progress\": \"REACHED\"}";
    act(WORKER, plan + "/goals/" + inForce + "/progress", reached, 6);
    assertThat(
            Answers.json(calls.get(WORKER, plan + "/versions/1"), 200)
                .get("goals")
                .get(0)
                .get("progress")
                .asString())
        .isEqualTo("REACHED");
    assertThat(
            Answers.code(
                calls.change(
                    HttpMethod.POST, WORKER, plan + "/goals/" + drafted + "/progress", reached, 7L),
                404))
        .isEqualTo("goal-not-found");
  }

  @Test
  void listsThePlansWhoseReviewIsDue() {
    String plan = approved();
    String id = plan.substring(plan.lastIndexOf('/') + 1);
    database
        .sql("update plan set review_on = :day where id = :id")
        .bind("day", TODAY.minusDays(400))
        .bind("id", UUID.fromString(id))
        .then()
        .block();
    String path = "/units/" + DEPARTMENT + "/plan-reviews";
    JsonNode due = Answers.json(calls.get(HEAD, path), 200).get("items");
    assertThat(due.valueStream().map(review -> review.get("planId").asString())).contains(id);
    assertThat(due.get(0).get("overdue").asBoolean()).isTrue();
    approved();
    JsonNode all =
        Answers.json(calls.get(HEAD, path + "?limit=1&dueBefore=" + TODAY.plusYears(1)), 200);
    assertThat(all.get("items").get(0).get("planId").asString()).isEqualTo(id);
    JsonNode next =
        Answers.json(
            calls.get(
                HEAD,
                path
                    + "?limit=1&dueBefore="
                    + TODAY.plusYears(1)
                    + "&cursor="
                    + all.get("next").asString()),
            200);
    assertThat(next.get("items").get(0).get("planId").asString()).isNotEqualTo(id);
    String stranger = Calls.token("h", "IL.SOUTH.A0031.D1", "department-head");
    calls.get(stranger, path).expectStatus().isNotFound();
    calls.get(HEAD, path + "?cursor=Zm9yZ2Vk").expectStatus().isBadRequest();
    calls.get(HEAD, path + "?dueBefore=yesterday").expectStatus().isBadRequest();
  }

  @Test
  void isNotSeenByOtherDepartmentsAndRoles() {
    String plan = drafted(goal("DEBTS", "RIGHTS", "א"));
    String stranger = Calls.token("w", "IL.SOUTH.A0031.D1", "family-social-worker");
    assertThat(Answers.code(calls.get(stranger, plan), 404)).isEqualTo("family-not-found");
    assertThat(
            Answers.code(
                calls.change(HttpMethod.POST, stranger, plan + "/submission", null, 1L), 404))
        .isEqualTo("family-not-found");
    calls.get(Calls.token("c", DEPARTMENT, "family-companion"), plan).expectStatus().isForbidden();
    String elsewhere =
        "/families/" + calls.family(DEPARTMENT) + plan.substring(plans.indexOf("/plans"));
    assertThat(Answers.code(calls.get(WORKER, elsewhere), 404)).isEqualTo("plan-not-found");
  }

  private String approved() {
    String plan = drafted(goal("DEBTS", "BASIC_NEEDS", "הסדר"));
    act(WORKER, plan + "/submission", null, 1);
    act(HEAD, plan + "/approval", "{\"decision\": \"APPROVE\"}", 2);
    return plan;
  }

  private String drafted(String goals) {
    return plans + "/" + Answers.id(calls.post(WORKER, plans, draft(goals)));
  }

  private static String draft(String goals) {
    return "{\"reviewOn\": \"%s\", \"goals\": [%s]}".formatted(REVIEW, goals);
  }

  private static String goal(String domain, String aspect, String words) {
    return """
        {"domain": "%s", "aspect": "%s", "goal": "%s", "target": "עד הקיץ", "indicator": "דף חשבון",
         "dueOn": "%s", "worker": "worker-1"}
        """
        .formatted(domain, aspect, words, REVIEW);
  }

  private void act(String token, String path, String body, long version) {
    calls.change(HttpMethod.POST, token, path, body, version).expectStatus().isCreated();
  }

  private JsonNode shown(String plan) {
    return Answers.json(calls.get(WORKER, plan), 200);
  }

  private long version(String plan) {
    return shown(plan).get("version").asLong();
  }
}
