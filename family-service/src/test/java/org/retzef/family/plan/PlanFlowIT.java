package org.retzef.family.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Calls;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** How a plan is written, followed and seen. */
@RetzefIT
class PlanFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private PlanDesk desk;

  @BeforeEach
  void aFamily() {
    desk = new PlanDesk(http);
  }

  @Test
  void asksForTheVersionThatTheCallerSaw() {
    String plan = desk.drafted(PlanDesk.goal("DEBTS", "RIGHTS", "א"));
    String goal = PlanDesk.goal("DEBTS", "RIGHTS", "ב");
    desk.calls
        .change(HttpMethod.POST, PlanDesk.WORKER, plan + "/goals", goal, null)
        .expectStatus()
        .isEqualTo(428);
    JsonNode stale =
        Answers.json(
            desk.calls.change(HttpMethod.POST, PlanDesk.WORKER, plan + "/goals", goal, 9L), 412);
    assertThat(stale.get("current").get("goals").size()).isEqualTo(1);
    assertThat(
            Answers.code(
                desk.calls.change(HttpMethod.POST, PlanDesk.WORKER, plan + "/versions", null, 1L),
                409))
        .isEqualTo("plan-not-approved");
  }

  @Test
  void givesEachGoalExactlyOneAspectAndNamesEveryFault() {
    String goal =
        """
        {"domain": "LUCK", "aspect": ["RIGHTS", "BASIC_NEEDS"], "goal": " ", "target": "ב",
         "dueOn": "2001-01-01", "worker": "worker-1"}
        """;
    assertThat(Answers.faults(desk.calls.post(PlanDesk.WORKER, desk.plans, PlanDesk.draft(goal))))
        .contains(
            "goals[0].domain value-unknown",
            "goals[0].goal text-length",
            "goals[0].indicator required")
        .anyMatch(fault -> fault.startsWith("goals[0].aspect"));
    assertThat(
            Answers.faults(
                desk.calls.post(
                    PlanDesk.WORKER,
                    desk.plans,
                    PlanDesk.draft(
                        PlanDesk.goal("DEBTS", "RIGHTS", "א")
                            .replace(PlanDesk.REVIEW, "2001-01-01")))))
        .containsExactly("goals[0].dueOn date-out-of-range");
    String goals = String.join(",", Collections.nCopies(50, PlanDesk.goal("DEBTS", "RIGHTS", "א")));
    String full = desk.drafted(goals);
    assertThat(
            Answers.faults(
                desk.calls.change(
                    HttpMethod.POST,
                    PlanDesk.WORKER,
                    full + "/goals",
                    PlanDesk.goal("DEBTS", "RIGHTS", "א"),
                    1L)))
        .containsExactly("goals size-invalid");
    String empty =
        desk.plans
            + "/"
            + Answers.id(desk.calls.post(PlanDesk.WORKER, desk.plans, PlanDesk.draft("")));
    assertThat(
            Answers.code(
                desk.calls.change(
                    HttpMethod.POST, PlanDesk.WORKER, empty + "/submission", null, 1L),
                409))
        .isEqualTo("plan-without-goals");
  }

  @Test
  void keepsItsWordsUnreadableInTheDatabase() {
    desk.drafted(PlanDesk.goal("DEBTS", "RIGHTS", "ייחודית"));
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
    String plan = desk.approved();
    String goal = desk.shown(plan).get("goals").get(0).get("id").asString();
    for (String progress : List.of("IN_PROGRESS", "REACHED")) {
      desk.act(
          PlanDesk.WORKER,
          plan + "/goals/" + goal + "/progress",
          "{\"progress\": \"%s\"}".formatted(progress),
          desk.version(plan));
      assertThat(desk.shown(plan).get("goals").get(0).get("progress").asString())
          .isEqualTo(progress);
    }
    assertThat(desk.shown(plan).get("status").asString()).isEqualTo("APPROVED");
    assertThat(
            Answers.code(
                desk.calls.change(
                    HttpMethod.POST,
                    PlanDesk.WORKER,
                    plan + "/goals/" + UUID.randomUUID() + "/progress",
                    "{\"progress\": \"REACHED\"}",
                    desk.version(plan)),
                404))
        .isEqualTo("goal-not-found");
  }

  @Test
  void tellsProgressOfWhatIsInForceWhileTheNextVersionIsWritten() {
    String plan = desk.approved();
    String inForce = desk.shown(plan).get("goals").get(0).get("id").asString();
    desk.act(PlanDesk.WORKER, plan + "/versions", null, 3);
    desk.calls
        .change(HttpMethod.DELETE, PlanDesk.WORKER, plan + "/goals/" + inForce, null, 4L)
        .expectStatus()
        .is2xxSuccessful();
    desk.act(PlanDesk.WORKER, plan + "/goals", PlanDesk.goal("COMMUNITY", "RIGHTS", "חוג"), 5);
    String drafted = desk.shown(plan).get("goals").get(0).get("id").asString();
    String reached = "{\"progress\": \"REACHED\"}";
    desk.act(PlanDesk.WORKER, plan + "/goals/" + inForce + "/progress", reached, 6);
    assertThat(
            Answers.json(desk.calls.get(PlanDesk.WORKER, plan + "/versions/1"), 200)
                .get("goals")
                .get(0)
                .get("progress")
                .asString())
        .isEqualTo("REACHED");
    assertThat(
            Answers.code(
                desk.calls.change(
                    HttpMethod.POST,
                    PlanDesk.WORKER,
                    plan + "/goals/" + drafted + "/progress",
                    reached,
                    7L),
                404))
        .isEqualTo("goal-not-found");
  }

  @Test
  void listsThePlansWhoseReviewIsDue() {
    String plan = desk.approved();
    String id = plan.substring(plan.lastIndexOf('/') + 1);
    database
        .sql("update plan set review_on = :day where id = :id")
        .bind("day", PlanDesk.TODAY.minusDays(400))
        .bind("id", UUID.fromString(id))
        .then()
        .block();
    String path = "/units/" + PlanDesk.DEPARTMENT + "/plan-reviews";
    JsonNode due = Answers.json(desk.calls.get(PlanDesk.HEAD, path), 200).get("items");
    assertThat(due.valueStream().map(review -> review.get("planId").asString())).contains(id);
    assertThat(due.get(0).get("overdue").asBoolean()).isTrue();
    String later = desk.approved();
    assertThat(
            Answers.json(
                    desk.calls.get(PlanDesk.HEAD, path + "?limit=200&dueBefore=" + PlanDesk.REVIEW),
                    200)
                .toString())
        .doesNotContain(later.substring(later.lastIndexOf('/') + 1));
    JsonNode all =
        Answers.json(
            desk.calls.get(
                PlanDesk.HEAD, path + "?limit=1&dueBefore=" + PlanDesk.TODAY.plusYears(1)),
            200);
    assertThat(all.get("items").get(0).get("planId").asString()).isEqualTo(id);
    JsonNode next =
        Answers.json(
            desk.calls.get(
                PlanDesk.HEAD,
                path
                    + "?limit=1&dueBefore="
                    + PlanDesk.TODAY.plusYears(1)
                    + "&cursor="
                    + all.get("next").asString()),
            200);
    assertThat(next.get("items").get(0).get("planId").asString()).isNotEqualTo(id);
    String stranger = Calls.token("h", "IL.SOUTH.A0031.D1", "department-head");
    desk.calls.get(stranger, path).expectStatus().isNotFound();
    desk.calls.get(PlanDesk.HEAD, path + "?cursor=Zm9yZ2Vk").expectStatus().isBadRequest();
    desk.calls.get(PlanDesk.HEAD, path + "?dueBefore=yesterday").expectStatus().isBadRequest();
  }

  @Test
  void isNotSeenByOtherDepartmentsAndRoles() {
    String plan = desk.drafted(PlanDesk.goal("DEBTS", "RIGHTS", "א"));
    String stranger = Calls.token("w", "IL.SOUTH.A0031.D1", "family-social-worker");
    assertThat(Answers.code(desk.calls.get(stranger, plan), 404)).isEqualTo("family-not-found");
    assertThat(
            Answers.code(
                desk.calls.change(HttpMethod.POST, stranger, plan + "/submission", null, 1L), 404))
        .isEqualTo("family-not-found");
    desk.calls
        .get(Calls.token("c", PlanDesk.DEPARTMENT, "family-companion"), plan)
        .expectStatus()
        .isForbidden();
    String elsewhere =
        "/families/"
            + desk.calls.family(PlanDesk.DEPARTMENT)
            + plan.substring(desk.plans.indexOf("/plans"));
    assertThat(Answers.code(desk.calls.get(PlanDesk.WORKER, elsewhere), 404))
        .isEqualTo("plan-not-found");
  }
}
