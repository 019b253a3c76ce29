package org.retzef.basket.serviceplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** B17: a plan goes through its year by the table, and closes with what it taught. */
@RetzefIT
class PlanYearIT {

  private static final long SEED = Long.getLong("retzef.seed", 20240101);
  private static final int STEPS = Integer.getInteger("retzef.walk-steps", 40);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Authority authority;

  @BeforeEach
  void open() {
    authority = new Authority(http, database);
  }

  /** B17. */
  @Test
  void aYearIsApprovedStartedSupervisedAndClosedWithWhatItTaught() {
    String plan = authority.approved(2024);
    Answers.refused(authority.moves(plan, "SUPERVISE"), 409, "plan-step-not-allowed");
    authority.moves(plan, "START").expectStatus().isCreated();
    authority.moves(plan, "SUPERVISE").expectStatus().isCreated();
    learns(plan, "MONITORING").expectStatus().isCreated();
    Answers.refused(authority.moves(plan, "CLOSE"), 409, "nothing-learned");
    learns(plan, "LEARNING").expectStatus().isCreated();
    authority.moves(plan, "CLOSE").expectStatus().isCreated();
    Answers.refused(authority.moves(plan, "REVISE"), 409, "plan-step-not-allowed");
    assertThat(authority.national.read(plan + "/learning").get("items").findValuesAsString("phase"))
        .containsExactly("MONITORING", "LEARNING");
    JsonNode history = authority.supervisor.read(plan + "/history?limit=200").get("items");
    assertThat(history.findValuesAsString("what"))
        .startsWith("CREATE", "FUND", "STATION")
        .endsWith("ADD", "SUBMIT", "APPROVE", "START", "SUPERVISE", "CLOSE");
    assertThat(history.get(1).get("changedBy").asString()).isEqualTo("basket-1");
    assertThat(history.get(1).get("detail").asString()).contains("100000.00");
    assertThat(history).hasSize(Integer.parseInt(authority.head.eTag(plan).replace("\"", "")));
    for (String table : List.of("service_plan_change", "service_plan_note")) {
      assertThatThrownBy(() -> database.sql("delete from " + table).then().block())
          .hasStackTraceContaining("is refused");
    }
    assertThatThrownBy(
            () -> database.sql("update service_plan set approved_by = submitted_by").then().block())
        .hasStackTraceContaining("a_second_person_approves");
  }

  private WebTestClient.ResponseSpec learns(String plan, String phase) {
    return authority.head.post(
        plan + "/learning",
        "{\"phase\": \"%s\", \"text\": \"באו פחות ממה שתוכנן\"}".formatted(phase));
  }

  /** B17: whatever is tried in whatever order, the service says what the table says. */
  @Test
  void aRandomWalkThroughTheYearGoesByTheTable() {
    String plan = authority.begins(2025, "100000.00");
    authority.prepares(plan);
    authority.adds(plan, Authority.item(true, "1.00"));
    learns(plan, "LEARNING").expectStatus().isCreated();
    var random = new Random(SEED);
    PlanStatus status = PlanStatus.DRAFT;
    int editions = 0;
    Set<PlanStep> taken = EnumSet.noneOf(PlanStep.class);
    for (int i = 0; i < STEPS && status != PlanStatus.CLOSED; i++) {
      PlanStep step = anyStep(random, status);
      boolean expected = step.from().contains(status);
      int answer = take(plan, step).expectBody().returnResult().getStatus().value();
      assertThat(answer)
          .as("%s of %s, seed %d", step, status, SEED)
          .isEqualTo(expected ? 201 : 409);
      if (expected) {
        taken.add(step);
        status = step.to();
        editions += step == PlanStep.APPROVE ? 1 : 0;
      }
    }
    assertThat(taken).contains(PlanStep.SUBMIT, PlanStep.APPROVE);
    JsonNode now = authority.head.read(plan);
    assertThat(now.get("status").asString()).isEqualTo(status.name());
    assertThat(now.get("edition").asInt()).isEqualTo(editions);
    assertThat(authority.newsOf(plan)).as("an event for each approval").isEqualTo(editions);
  }

  /** Half of them such as the table allows, so that the walk comes far. */
  private static PlanStep anyStep(Random random, PlanStatus status) {
    List<PlanStep> all = List.of(PlanStep.values());
    List<PlanStep> allowed = all.stream().filter(step -> step.from().contains(status)).toList();
    List<PlanStep> some = random.nextBoolean() ? all : allowed;
    return some.get(random.nextInt(some.size()));
  }

  private WebTestClient.ResponseSpec take(String plan, PlanStep step) {
    return switch (step) {
      case SUBMIT -> authority.submits(plan);
      case APPROVE -> authority.approves(authority.second, plan);
      case RETURN ->
          authority.second.post(
              plan + "/approval",
              "{\"decision\": \"RETURN\", \"note\": \"עוד\"}",
              authority.head.eTag(plan));
      case START, SUPERVISE, CLOSE, REVISE -> authority.moves(plan, step.name());
    };
  }
}
