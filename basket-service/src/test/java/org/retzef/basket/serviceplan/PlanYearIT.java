package org.retzef.basket.serviceplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * B16, B17, B22: the authority decides with two people, the ministry comments, the year goes on.
 */
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

  @Test
  void anAuthorityHasOnePlanForAYear() {
    String plan = authority.begins(2025);
    assertThat(authority.head.eTag(plan)).isEqualTo("\"1\"");
    Desk.refused(authority.asksFor(2025), 409, "service-plan-exists");
    authority.begins(2026);
    assertThat(Desk.faults(authority.asksFor(1999))).containsExactly("year year-invalid");
    Desk inDepartment = Desk.of(http, "head-9", authority.unit + ".D1", "department-head");
    String body = "{\"unit\": \"%s\", \"year\": 2027}";
    assertThat(Desk.faults(inDepartment.post("/service-plans", body.formatted(authority.unit))))
        .as("not above one's own unit")
        .containsExactly("unit unit-unknown");
    Desk.knowsUnits(database, authority.unit + ".D1");
    assertThat(
            Desk.faults(
                authority.head.post("/service-plans", body.formatted(authority.unit + ".D1"))))
        .containsExactly("unit unit-not-authority");
    assertThat(Desk.faults(authority.head.post("/service-plans", body.formatted("IL.SOUTH.A6999"))))
        .containsExactly("unit unit-unknown");
    JsonNode first = authority.head.read("/service-plans?limit=1");
    assertThat(first.get("items").findValuesAsString("year")).containsExactly("2025");
    assertThat(
            authority
                .head
                .read("/service-plans?limit=1&cursor=" + first.get("next").asString())
                .get("items")
                .findValuesAsString("year"))
        .containsExactly("2026");
    assertThat(authority.head.read("/service-plans?year=2026&status=DRAFT").get("items"))
        .hasSize(1);
    assertThat(authority.head.read("/service-plans?status=CLOSED").get("items")).isEmpty();
  }

  @Test
  void allThatAPlanLacksIsSaidInTheReadersLanguage() {
    String plan = authority.begins(2025);
    authority.saves(plan, 1, "{\"status\": \"DONE\", \"entries\": []}").expectStatus().isOk();
    Desk.refused(authority.submits(plan), 409, "service-plan-not-ready");
    assertThat(saidIn("en", plan))
        .isEqualTo(
            "Nobody can decide on the plan yet. Station 2 is open. Station 3 is open. Station 4 is"
                + " open. Station 5 is open. The plan has no services. The community budget of the"
                + " year is not set yet. Nobody is listed as consulted.");
    assertThat(saidIn("he", plan)).contains("תחנה 2 פתוחה. תחנה 3 פתוחה.", "לא נרשם במי נועצו.");
    assertThat(saidIn("ar", plan)).contains("المحطة 2 مفتوحة.", "لم يُسجل مع من تم التشاور.");
    authority.prepares(plan);
    authority.fund(plan, "100000.00");
    String service = authority.adds(plan, Authority.item(false, "99000.01"));
    assertThat(saidIn("en", plan))
        .as("the services and the reserve of 1,000")
        .contains("100000.01 ILS, more than the community budget, 100000.00 ILS");
    Authority.put(authority.head, plan + "/items/" + service, Authority.item(false, "99000.00"))
        .expectStatus()
        .isOk();
    JsonNode mix = authority.head.read(plan).get("mix");
    assertThat(mix.get("reserve").asString()).as("a line of its own").isEqualTo("1000.00");
    assertThat(mix.get("total").asString()).isEqualTo("100000.00");
    authority.submits(plan).expectStatus().isCreated();
  }

  /** B19, B20, B22. */
  @Test
  void aForecastSaysOutOfWhomAndAMeasureInWhatFromWhereToWhereUntilWhen() {
    String plan = authority.begins(2025);
    String wrong =
        """
        {"forecasts": [{"year": 2030, "age": "FROM_75", "people": 900, "source": "אגף אסטרטגיה"}],
         "measures": [{"name": "בדידות", "field": "MEANING"}],
         "consulted": [{"party": "HEALTH", "way": "FOCUS_GROUP", "on": "2999-01-01"}]}
        """;
    assertThat(Desk.faults(authority.head.patch(plan, wrong, authority.head.eTag(plan))))
        .containsExactlyInAnyOrder(
            "forecasts[0].base required",
            "measures[0].unit required",
            "measures[0].source required",
            "measures[0].baseline required",
            "measures[0].target required",
            "measures[0].targetOn required",
            "consulted[0].on date-in-future");
    String right =
        """
        {"forecasts": [{"year": 2030, "age": "FROM_75", "people": 900,
                        "base": "EXISTING_RESIDENTS_ONLY", "source": "אגף אסטרטגיה"}],
         "findings": [{"what": "מטופלים במחלקה", "people": 89, "source": "המחלקה",
                       "on": "2023-05-01"}],
         "measures": [{"name": "חשים בדידות", "field": "MEANING", "unit": "percent",
                       "source": "סקר", "baseline": 30.5, "target": %s, "targetOn": "2026-12-31"}]}
        """;
    assertThat(
            Desk.faults(
                authority.head.patch(plan, right.formatted("1E+99"), authority.head.eTag(plan))))
        .containsExactly("measures[0].target number-invalid");
    authority
        .head
        .patch(plan, right.formatted("25"), authority.head.eTag(plan))
        .expectStatus()
        .isOk();
    String reserve = "{\"reserve\": \"5.00\"}";
    authority.head.patch(plan, reserve, authority.head.eTag(plan)).expectStatus().isOk();
    JsonNode grounds = authority.supervisor.read(plan).get("grounds");
    assertThat(grounds.at("/forecasts/0/base").asString()).isEqualTo("EXISTING_RESIDENTS_ONLY");
    assertThat(grounds.at("/findings/0/people").asInt()).isEqualTo(89);
    assertThat(grounds.at("/measures/0/baseline").decimalValue()).isEqualByComparingTo("30.5");
    assertThat(grounds.get("consulted")).isEmpty();
  }

  private String saidIn(String language, String plan) {
    var answer =
        http.post()
            .uri("/api/v1" + plan + "/submission")
            .headers(
                headers -> {
                  headers.setBearerAuth(
                      TestTokens.token("planner-1", authority.unit, "department-head"));
                  headers.setIfMatch(authority.head.eTag(plan));
                  headers.set(HttpHeaders.ACCEPT_LANGUAGE, language);
                })
            .exchange();
    return Desk.json(answer.expectStatus().isEqualTo(409)).get("detail").asString();
  }

  @Test
  void aSecondPersonApprovesAndWhatIsApprovedIsToldAsItStands() {
    String plan = authority.begins(2025, "100000.00");
    authority.prepares(plan);
    authority.adds(plan, Authority.item(true, "20000.00"));
    authority.adds(plan, Authority.item(false, "30000.00"));
    authority.submits(plan).expectStatus().isCreated();
    Desk.refused(authority.approves(authority.head, plan), 409, "own-service-plan");
    assertThat(
            Desk.faults(
                authority.second.post(
                    plan + "/approval", "{\"decision\": \"RETURN\"}", authority.head.eTag(plan))))
        .containsExactly("note required");
    authority
        .second
        .post(
            plan + "/approval",
            "{\"decision\": \"RETURN\", \"note\": \"חסר כפר אחד\"}",
            authority.head.eTag(plan))
        .expectStatus()
        .isCreated();
    assertThat(authority.head.read(plan + "/comments").get("items").findValuesAsString("text"))
        .containsExactly("חסר כפר אחד");
    authority.submits(plan).expectStatus().isCreated();
    String id = plan.substring(plan.lastIndexOf('/') + 1);
    try (var events = TestEvents.on("retzef.basket.events")) {
      authority.approves(authority.second, plan).expectStatus().isCreated();
      TestEvent told = events.await(1, id).getFirst();
      assertThat(told.type()).isEqualTo("org.retzef.service-plan.approved.v1");
      assertThat(told.json())
          .isEqualTo(
              """
              {"servicePlanId":"%s","unit":"%s","year":2025,"version":1,"approvedOn":"%s",\
              "communityBudget":"100000.00","services":[\
              {"goals":["BELONGING"],"selfDeveloped":true,"cost":"20000.00","participants":20},\
              {"goals":["BELONGING"],"selfDeveloped":false,"cost":"30000.00","participants":20}]}\
              """
                  .formatted(id, authority.unit, LocalDate.now(ZoneId.of("Asia/Jerusalem"))));
    }
    Desk.refused(authority.approves(authority.second, plan), 409, "plan-step-not-allowed");
    Desk.refused(
        authority.head.post(plan + "/items", Authority.item(false, "1.00")),
        409,
        "service-plan-not-in-draft");
  }

  @Test
  void aPlanWhoseBudgetWasCutIsFlaggedAndNeitherSubmittedNorApproved() {
    String plan = authority.begins(2025, "100000.00");
    authority.prepares(plan);
    authority.adds(plan, Authority.item(true, "20000.00"));
    authority.submits(plan).expectStatus().isCreated();
    authority.fund(plan, "99999.99");
    Desk.refused(authority.approves(authority.second, plan), 409, "service-plan-not-ready");
    assertThat(newsOf(plan)).isZero();
    authority.fund(plan, "100000.00");
    authority.approves(authority.second, plan).expectStatus().isCreated();
    assertThat(newsOf(plan)).isOne();
    authority.fund(plan, "99999.99");
    JsonNode flagged = authority.national.read(plan);
    assertThat(flagged.get("status").asString()).isEqualTo("APPROVED");
    assertThat(flagged.get("cap").get("exceeded").asBoolean()).isTrue();
    assertThat(flagged.get("hindrances").findValuesAsString("code"))
        .containsExactly("self-developed-above-cap");
    authority.moves(plan, "REVISE").expectStatus().isCreated();
    Desk.refused(authority.submits(plan), 409, "service-plan-not-ready");
  }

  private Long newsOf(String plan) {
    return database
        .sql("select count(*) as news from outbox where aggregate_id = :id")
        .bind("id", plan.substring(plan.lastIndexOf('/') + 1))
        .map(row -> row.get("news", Long.class))
        .one()
        .block();
  }

  /** B16. */
  @Test
  void theMinistryReadsAndCommentsAndEditsNothing() {
    String plan = authority.begins(2025, "100000.00");
    String item = authority.adds(plan, Authority.item(false, "1.00"));
    for (Desk ministry : List.of(authority.supervisor, authority.national)) {
      String eTag = ministry.eTag(plan);
      ministry
          .post(plan + "/comments", "{\"text\": \"ומה עם הכפרים?\"}")
          .expectStatus()
          .isCreated()
          .expectBody()
          .jsonPath("$.fromMinistry")
          .isEqualTo(true);
      ministry.patch(plan, "{\"reserve\": \"1.00\"}", eTag).expectStatus().isForbidden();
      String station = plan + "/stations/1";
      Authority.put(ministry, station, "{\"status\": \"DONE\", \"entries\": []}")
          .expectStatus()
          .isForbidden();
      ministry.post(plan + "/items", Authority.item(false, "1.00")).expectStatus().isForbidden();
      Authority.put(ministry, plan + "/items/" + item, Authority.item(false, "2.00"))
          .expectStatus()
          .isForbidden();
      ministry.post(plan + "/submission", null, eTag).expectStatus().isForbidden();
      ministry
          .post(plan + "/approval", "{\"decision\": \"APPROVE\"}", eTag)
          .expectStatus()
          .isForbidden();
    }
    Desk elsewhere = Desk.of(http, "supervisor-2", "IL.JERUSALEM", "supervisor");
    Desk.refused(elsewhere.get(plan), 404, "service-plan-not-found");
    Desk.refused(
        elsewhere.post(plan + "/comments", "{\"text\": \"x\"}"), 404, "service-plan-not-found");
    Desk.refused(new Authority(http, database).head.get(plan), 404, "service-plan-not-found");
    assertThat(authority.head.read(plan + "/comments").get("items")).hasSize(2);
    assertThat(Desk.faults(authority.head.post(plan + "/comments", "{\"text\": \"a\\u0000\"}")))
        .containsExactly("text text-forbidden-character");
  }

  /** B17. */
  @Test
  void aYearIsApprovedStartedSupervisedAndClosedWithWhatItTaught() {
    String plan = authority.approved(2024);
    Desk.refused(authority.moves(plan, "SUPERVISE"), 409, "plan-step-not-allowed");
    authority.moves(plan, "START").expectStatus().isCreated();
    authority.moves(plan, "SUPERVISE").expectStatus().isCreated();
    learns(plan, "MONITORING").expectStatus().isCreated();
    Desk.refused(authority.moves(plan, "CLOSE"), 409, "nothing-learned");
    learns(plan, "LEARNING").expectStatus().isCreated();
    authority.moves(plan, "CLOSE").expectStatus().isCreated();
    Desk.refused(authority.moves(plan, "REVISE"), 409, "plan-step-not-allowed");
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
    assertThat(newsOf(plan)).as("an event for each approval").isEqualTo(editions);
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
