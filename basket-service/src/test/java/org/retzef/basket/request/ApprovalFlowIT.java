package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Policies, committees, deadlines, freezes, caps, completion and appeals. */
@RetzefIT
class ApprovalFlowIT {

  private static final String APPROVE = "{\"decision\":\"APPROVE\"}";
  private static final String REJECT =
      "{\"decision\":\"REJECT\",\"reasonCode\":\"OTHER_SOURCE_FIRST\",\"note\":\"קרן אחרת\"}";
  private static final String RETURN =
      "{\"decision\":\"RETURN\",\"reasonCode\":\"DETAILS_MISSING\"}";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private RequestDeadlines deadlines;

  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private String basket;

  /** Debts go to a committee of three in the district; the rest as before. */
  @BeforeEach
  void aPolicyOfToday() {
    var added =
        manager()
            .post(
                "/approval-policies",
                """
                {"validFrom": "%s", "quorums": [1, 1, 3, 1], "deadlines": [3, 5, 7, 9],
                 "expression": "'DEBT' in categories ? DISTRICT : amount <= shekels(1000) ? TEAM_LEAD : amount <= shekels(10000) ? DEPARTMENT_HEAD : DISTRICT"}
                """
                    .formatted(today));
    assertThat(added.returnResult(Void.class).getStatus().value()).isIn(201, 409);
    basket = worker().opensABasket("NOSHMIM_ROUTINE");
  }

  @Test
  void storesThePolicyThatRoutedTheRequest() {
    JsonNode request = worker().read("/requests/" + asks("DEBT", "100.00"));
    JsonNode policy = manager().read("/approval-policies/" + request.get("policyId").asString());
    assertThat(policy.get("validFrom").asString()).isEqualTo(today.toString());
    assertThat(policy.get("changedBy").asString()).isEqualTo("basket-1");
    assertThat(request.get("requiredTier").asInt()).isEqualTo(3);
    assertThat(request.get("quorum").asInt()).isEqualTo(3);
    assertThat(request.get("decideBy").asString()).isEqualTo(today.plusDays(7).toString());
  }

  @Test
  void refusesAPolicyThatDoesNotCompileOrMakesNoTierOrIsOfYesterday() {
    assertThat(faultsOfPolicy(today.plusDays(5), "amount >"))
        .containsExactly("expression policy-expression-invalid");
    assertThat(faultsOfPolicy(today.plusDays(5), "'TEAM_LEAD'"))
        .containsExactly("expression policy-expression-invalid");
    assertThat(faultsOfPolicy(today.plusDays(5), "amount > 100000 ? 9 : 1"))
        .containsExactly("expression policy-makes-no-tier");
    assertThat(faultsOfPolicy(today.minusDays(1), "TEAM_LEAD"))
        .containsExactly("validFrom date-in-past");
    head().post("/approval-policies", "{}").expectStatus().isForbidden();
    worker().get("/approval-policies").expectStatus().isForbidden();
  }

  private List<String> faultsOfPolicy(LocalDate day, String expression) {
    return Desk.faults(
        manager()
            .post(
                "/approval-policies",
                "{\"validFrom\": \"%s\", \"expression\": \"%s\"}".formatted(day, expression)));
  }

  @Test
  void changesAPolicyOnlyWhileItsDayHasNotComeAndRemembersWhoDid() {
    LocalDate later = today.plusDays(200);
    String id =
        Desk.id(
            manager()
                .post(
                    "/approval-policies",
                    "{\"validFrom\": \"%s\", \"expression\": \"NATIONAL\"}".formatted(later)));
    String path = "/approval-policies/" + id;
    Desk other = Desk.of(http, "basket-2", "IL", "basket-manager");
    other.patch(path, "{\"expression\": \"DISTRICT\"}", null).expectStatus().isEqualTo(428);
    other
        .patch(path, "{\"expression\": \"DISTRICT\"}", "\"1\"")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.version")
        .isEqualTo(2);
    other.patch(path, "{\"expression\": \"TEAM_LEAD\"}", "\"1\"").expectStatus().isEqualTo(412);
    String current = worker().read("/requests/" + asks("FOOD", "1.00")).get("policyId").asString();
    Desk.refused(
        manager()
            .patch(
                "/approval-policies/" + current,
                "{\"expression\": \"TEAM_LEAD\"}",
                manager().eTag("/approval-policies/" + current)),
        409,
        "policy-in-force");
    String changes = auditor().read("/rule-changes?limit=200").toString();
    assertThat(changes).contains(id, "basket-1", "basket-2");
    manager().get("/rule-changes").expectStatus().isOk();
    worker().get("/rule-changes").expectStatus().isForbidden();
  }

  @Test
  void aCommitteeDecidesWhenItsLastMemberHasVoted() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String id = asks("DEBT", "700.00");
      Desk.refused(head().decides(id, APPROVE), 409, "tier-too-low");
      JsonNode first = Desk.json(district(1).decides(id, APPROVE).expectStatus().isCreated());
      assertThat(first.get("status").asString()).isEqualTo("IN_APPROVAL");
      Desk.refused(district(1).decides(id, APPROVE), 409, "already-voted");
      district(2).decides(id, REJECT).expectStatus().isCreated();
      assertThat(worker().read("/requests/" + id).get("votes").asInt()).isEqualTo(2);
      JsonNode last = Desk.json(national().decides(id, APPROVE).expectStatus().isCreated());
      assertThat(last.get("status").asString()).isEqualTo("APPROVED");
      assertThat(events.await(2, id))
          .extracting(TestEvent::type)
          .containsExactly("org.retzef.request.submitted.v1", "org.retzef.request.decided.v1");
      assertThat(history(id))
          .containsExactly(
              "STEP SUBMIT worker-1",
              "STEP VOTE district-1",
              "VOTE APPROVE district-1",
              "STEP VOTE district-2",
              "VOTE REJECT district-2",
              "VOTE APPROVE national-1",
              "DECISION APPROVE national-1");
    }
  }

  @Test
  void aCommitteeThatIsNotForItRefusesWithAReasonAndFreesTheMoney() {
    String id = asks("DEBT", "700.00");
    district(1).decides(id, APPROVE).expectStatus().isCreated();
    district(2).decides(id, REJECT).expectStatus().isCreated();
    JsonNode last = Desk.json(district(3).decides(id, REJECT).expectStatus().isCreated());
    assertThat(last.get("status").asString()).isEqualTo("REJECTED");
    assertThat(left()).isEqualTo("8000.00");
    Desk.refused(
        worker().post("/requests/" + id + "/vouchers", "{\"vendorId\":\"%s\"}".formatted(vendor())),
        409,
        "step-not-allowed");
  }

  @Test
  void threeVotesAtOnceMakeOneDecision() throws Exception {
    String id = asks("DEBT", "10.00");
    List<Integer> statuses = new ArrayList<>();
    while (!worker().read("/requests/" + id).get("status").asString().equals("APPROVED")) {
      statuses.addAll(
          atOnce(
              5,
              member ->
                  district(member)
                      .decides(id, APPROVE)
                      .returnResult(Void.class)
                      .getStatus()
                      .value()));
    }
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(3);
    assertThat(statuses).isSubsetOf(201, 409, 412);
    assertThat(count("select count(*) from decision where request_id = '%s'", id)).isEqualTo(1);
  }

  @Test
  void handsALateRequestToTheNextTierOnceAndVoidsItsVotes() {
    String small = asks("FOOD", "10.00");
    String debt = asks("DEBT", "10.00");
    district(1).decides(debt, APPROVE).expectStatus().isCreated();
    execute("update basket_request set decide_by = current_date - 2 where id = '%s'", small);
    execute("update basket_request set decide_by = current_date - 2 where id = '%s'", debt);
    Mono.zip(deadlines.escalateAll(), deadlines.escalateAll()).block();
    JsonNode late = worker().read("/requests/" + small);
    assertThat(late.get("requiredTier").asInt()).isEqualTo(2);
    assertThat(late.get("decideBy").asString()).isEqualTo(today.plusDays(5).toString());
    assertThat(
            count(
                "select count(*) from request_step where step = 'ESCALATE' and request_id = '%s'",
                small))
        .isEqualTo(1);
    Desk.refused(lead().decides(small, APPROVE), 409, "tier-too-low");
    JsonNode last = worker().read("/requests/" + debt);
    assertThat(last.get("requiredTier").asInt()).isEqualTo(4);
    assertThat(last.get("votes").asInt()).isZero();
    assertThat(last.get("decideBy").isNull()).isTrue();
    Desk.refused(district(2).decides(debt, APPROVE), 409, "tier-too-low");
    national().decides(debt, APPROVE).expectStatus().isCreated();
  }

  @Test
  void approvesNothingWhileTheUnitIsFrozenButRefusesAndReturns() {
    String department = "IL.SOUTH.A2630.D7";
    Desk frozenWorker = Desk.of(http, "worker-7", department, "family-social-worker");
    Desk frozenHead = Desk.of(http, "head-7", department, "department-head");
    String inDepartment = frozenWorker.asks(openBasketIn(department), "5.00");
    String freeze =
        Desk.id(
            manager()
                .post(
                    "/approval-freezes",
                    """
                    {"unit": "%s", "firstDay": "%s", "lastDay": "%s", "reason": "YEAR_END"}
                    """
                        .formatted(department, today, today.plusDays(3))));
    frozenHead
        .decides(inDepartment, APPROVE)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("approvals-frozen")
        .jsonPath("$.detail")
        .value(detail -> assertThat((String) detail).contains(today.plusDays(3).toString()));
    lead().decides(asks("FOOD", "5.00"), APPROVE).expectStatus().isCreated();
    frozenHead.decides(inDepartment, RETURN).expectStatus().isCreated();
    assertThat(
            Desk.faults(
                manager()
                    .post(
                        "/approval-freezes",
                        """
                        {"unit": "IL", "firstDay": "%s", "lastDay": "%s", "reason": "OTHER"}
                        """
                            .formatted(today.minusDays(1), today.minusDays(9)))))
        .containsExactlyInAnyOrder("firstDay date-in-past", "lastDay period-ends-before-it-begins");
    assertThat(frozenWorker.read("/approval-freezes").toString()).contains(freeze);
    assertThat(worker().read("/approval-freezes").toString()).doesNotContain(freeze);
    frozenHead.post("/approval-freezes", "{}").expectStatus().isForbidden();
  }

  @Test
  void holdsAFamilyToPurposesGoalAndCapAndSaysWhatIsLeft() {
    Desk.id(
        manager()
            .post(
                "/spending-rules",
                """
                {"code": "HEALTH_YEARLY", "validFrom": "%s", "category": "HEALTH",
                 "unit": "%s", "purposes": ["DENTAL", "GLASSES"], "cap": "1000.00",
                 "windowMonths": 12, "needsGoal": true}
                """
                    .formatted(today, Desk.DEPARTMENT)));
    String path = "/baskets/" + basket + "/requests";
    assertThat(Desk.faults(worker().post(path, health("900.00", null, false))))
        .containsExactlyInAnyOrder("goalId goal-needed", "items[0].purpose purpose-not-covered");
    Desk.id(worker().post(path, health("900.00", "DENTAL", true)));
    worker()
        .post(path, health("100.01", "GLASSES", true))
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("cap-reached")
        .jsonPath("$.detail")
        .value(
            detail ->
                assertThat((String) detail).contains("HEALTH_YEARLY", "1000.00", "12", "100.00"));
    Desk.id(worker().post(path, health("100.00", "GLASSES", true)));
    head().post("/spending-rules", "{}").expectStatus().isForbidden();
    assertThat(auditor().read("/rule-changes?limit=200").toString()).contains("HEALTH_YEARLY");
  }

  @Test
  void twentyRequestsAtOnceNeverPassACap() throws Exception {
    Desk.id(
        manager()
            .post(
                "/spending-rules",
                """
                {"code": "ENRICHMENT_HALF_YEAR", "validFrom": "%s", "category": "ENRICHMENT",
                 "cap": "500.00", "windowMonths": 6}
                """
                    .formatted(today)));
    List<Integer> statuses =
        atOnce(
            20,
            i ->
                worker()
                    .post("/baskets/" + basket + "/requests", request("ENRICHMENT", "100.00"))
                    .returnResult(Void.class)
                    .getStatus()
                    .value());
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(5);
    assertThat(statuses).containsOnly(201, 409);
  }

  @Test
  void completesAReturnedRequestAndKeepsWhatItWas() {
    String id = asks("FOOD", "500.00");
    String path = "/requests/" + id;
    Desk.refused(
        worker().patch(path, items("FOOD", "900.00"), worker().eTag(path)),
        409,
        "step-not-allowed");
    head().decides(id, RETURN).expectStatus().isCreated();
    Desk colleague =
        Desk.of(http, "worker-9", Desk.DEPARTMENT, "family-social-worker", "team-lead");
    colleague
        .patch(
            path,
            "{\"status\":\"SUBMITTED\"," + items("FOOD", "1900.00").substring(1),
            worker().eTag(path))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.amount")
        .isEqualTo("1900.00")
        .jsonPath("$.requiredTier")
        .isEqualTo(2)
        .jsonPath("$.status")
        .isEqualTo("SUBMITTED");
    assertThat(left()).isEqualTo("6100.00");
    assertThat(worker().read(path + "/history").toString()).contains("500.00", "EDIT", "worker-9");
    execute("update basket_request set required_tier = 1 where id = '%s'", id);
    Desk.refused(colleague.decides(id, APPROVE), 409, "own-request");
    assertThat(Desk.faults(worker().patch(path, "{\"items\":[]}", worker().eTag(path))))
        .isNotEmpty();
    worker().patch(path, "{}", worker().eTag(path)).expectStatus().isBadRequest();
  }

  @Test
  void answersInWritingInTheFamilysLanguage() {
    String id = asks("FOOD", "500.00");
    Desk.refused(worker().get("/requests/" + id + "/answer"), 404, "no-answer-yet");
    head().decides(id, REJECT).expectStatus().isCreated();
    JsonNode arabic = worker().read("/requests/" + id + "/answer?language=ar");
    assertThat(arabic.get("direction").asString()).isEqualTo("rtl");
    assertThat(arabic.get("lines").toString())
        .contains("غذاء", "500.00", "الاعتراض", "هناك جهة أخرى", "קרן אחרת");
    JsonNode amharic = worker().read("/requests/" + id + "/answer?language=am");
    assertThat(amharic.get("direction").asString()).isEqualTo("ltr");
    assertThat(amharic.get("lines").toString()).contains("ምግብ", "ይግባኝ");
    assertThat(Desk.faults(worker().get("/requests/" + id + "/answer?language=xx")))
        .containsExactly("language language-unknown");
    assertThat(worker().read("/requests?familyId=" + familyOf(id)).get("items").toString())
        .contains("OTHER_SOURCE_FIRST");
    assertThat(worker().read("/requests?familyId=" + UUID.randomUUID()).get("items")).isEmpty();
  }

  @Test
  void reopensARefusalThatWasAppealedForSomebodyElseToDecide() {
    String id = asks("FOOD", "500.00");
    Desk.refused(appeals(worker(), id), 409, "appeal-too-early");
    head().decides(id, REJECT).expectStatus().isCreated();
    String appeal = Desk.id(appeals(worker(), id));
    Desk.refused(appeals(worker(), id), 409, "appeal-exists");
    String path = "/appeals/" + appeal;
    head().post(path + "/decision", "{}", "\"1\"").expectStatus().isForbidden();
    String reopen =
        "{\"outcome\":\"REOPENED\",\"reasonCode\":\"APPEAL_JUSTIFIED\",\"answer\":\"צודקים\"}";
    Desk.refused(
        Desk.of(http, "s", "IL.JERUSALEM", "supervisor").post(path + "/decision", reopen, "\"1\""),
        404,
        "appeal-not-found");
    district(1).post(path + "/decision", reopen, null).expectStatus().isEqualTo(428);
    district(1).post(path + "/decision", reopen, "\"1\"").expectStatus().isCreated();
    Desk.refused(district(1).post(path + "/decision", reopen, "\"2\""), 409, "appeal-decided");
    assertThat(worker().read("/requests/" + id).get("status").asString()).isEqualTo("SUBMITTED");
    assertThat(left()).isEqualTo("7500.00");
    Desk.refused(head().decides(id, APPROVE), 409, "refused-before");
    lead().decides(id, APPROVE).expectStatus().isCreated();
    assertThat(history(id))
        .containsExactly(
            "STEP SUBMIT worker-1",
            "DECISION REJECT head-1",
            "APPEAL REFUSAL worker-1",
            "APPEAL_DECISION REOPENED district-1",
            "STEP REOPEN district-1",
            "DECISION APPROVE lead-1");
    assertThat(
            count(
                "select count(*) from outbox where payload::text like '%%צודקים%%' and aggregate_id = '%s'",
                id))
        .isZero();
  }

  @Test
  void confirmsARefusalAndKnowsTheDaysOfAppeal() {
    String id = asks("FOOD", "500.00");
    head().decides(id, REJECT).expectStatus().isCreated();
    String appeal = Desk.id(appeals(worker(), id));
    String confirm = "{\"outcome\":\"CONFIRMED\",\"reasonCode\":\"DECISION_STANDS\"}";
    national()
        .post("/appeals/" + appeal + "/decision", confirm, "\"1\"")
        .expectStatus()
        .isCreated();
    assertThat(worker().read("/requests/" + id).get("status").asString()).isEqualTo("REJECTED");
    refusedSoLongAgo(id, 46);
    Desk.refused(appeals(worker(), id), 409, "appeal-too-late");
    refusedSoLongAgo(id, 45);
    Desk.id(appeals(worker(), id));
    assertThat(Desk.faults(appeals(worker(), UUID.randomUUID().toString())))
        .containsExactly("requestId request-not-found");
    assertThat(
            Desk.faults(
                appeals(Desk.of(http, "w", "IL.SOUTH.A0070.D1", "family-social-worker"), id)))
        .containsExactly("requestId request-not-found");
  }

  /** As if it had been refused that many days before, to the day. */
  private void refusedSoLongAgo(String id, int days) {
    execute("alter table decision disable trigger decision_keeps_its_words", "");
    execute(
        "update decision set decided_on = date '%s', appeal_until = date '%s'"
                .formatted(today.minusDays(days), today.minusDays(days).plusDays(45))
            + " where request_id = '%s'",
        id);
    execute("alter table decision enable trigger decision_keeps_its_words", "");
  }

  @Test
  void anAppealAfterThirtyDaysOfSilenceGoesToTheNextTier() {
    String id = asks("FOOD", "500.00");
    execute(
        """
        update basket_request set submitted_at = now() - interval '30 days' + interval '1 minute'
         where id = '%s'
        """,
        id);
    Desk.refused(appeals(worker(), id), 409, "appeal-too-early");
    execute(
        "update basket_request set submitted_at = now() - interval '30 days' where id = '%s'", id);
    String appeal = Desk.id(appeals(worker(), id));
    assertThat(worker().read("/appeals?open=true&limit=200").toString()).contains(appeal);
    district(1)
        .post(
            "/appeals/" + appeal + "/decision",
            "{\"outcome\":\"REOPENED\",\"reasonCode\":\"APPEAL_JUSTIFIED\"}",
            "\"1\"")
        .expectStatus()
        .isCreated();
    assertThat(worker().read("/requests/" + id).get("requiredTier").asInt()).isEqualTo(2);
    assertThat(worker().read("/appeals?open=true&limit=200").toString()).doesNotContain(appeal);
  }

  private WebTestClient.ResponseSpec appeals(Desk desk, String request) {
    return desk.post(
        "/appeals",
        "{\"requestId\":\"%s\",\"ground\":\"FACTS_WRONG\",\"note\":\"אין קרן כזאת\"}"
            .formatted(request));
  }

  private List<String> history(String id) {
    List<String> entries = new ArrayList<>();
    worker()
        .read("/requests/" + id + "/history")
        .get("items")
        .forEach(
            entry ->
                entries.add(
                    entry.get("what").asString()
                        + " "
                        + entry.get("code").asString()
                        + " "
                        + entry.get("by").asString()));
    return entries;
  }

  private String asks(String category, String amount) {
    return Desk.id(worker().post("/baskets/" + basket + "/requests", request(category, amount)));
  }

  private static String request(String category, String amount) {
    return "{\"aspect\":\"BASIC_NEEDS\"," + items(category, amount).substring(1);
  }

  private static String items(String category, String amount) {
    return "{\"items\":[{\"category\":\"%s\",\"description\":\"x\",\"amount\":\"%s\"}]}"
        .formatted(category, amount);
  }

  private static String health(String amount, String purpose, boolean goal) {
    return """
        {"aspect": "BASIC_NEEDS", "goalId": %s,
         "items": [{"category": "HEALTH", "purpose": %s, "description": "x", "amount": "%s"}]}
        """
        .formatted(
            goal ? "\"" + UUID.randomUUID() + "\"" : "null",
            purpose == null ? "null" : "\"" + purpose + "\"",
            amount);
  }

  private String openBasketIn(String department) {
    String opened = worker().opensABasket("NOSHMIM_ROUTINE");
    execute("update basket set unit = '" + department + "' where id = '%s'", opened);
    return opened;
  }

  private String familyOf(String request) {
    return worker().read("/requests/" + request).get("familyId").asString();
  }

  private String vendor() {
    return worker().read("/vendors").get("items").get(0).get("id").asString();
  }

  private String left() {
    return worker().read("/baskets/" + basket).get("left").asString();
  }

  private void execute(String sql, String id) {
    database.sql(sql.formatted(id)).then().block();
  }

  private long count(String sql, String id) {
    return database.sql(sql.formatted(id)).map(row -> row.get(0, Long.class)).one().block();
  }

  private static <T> List<T> atOnce(int copies, java.util.function.IntFunction<T> work)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running =
          IntStream.rangeClosed(1, copies)
              .mapToObj(i -> threads.submit(() -> work.apply(i)))
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    }
  }

  private Desk worker() {
    return Desk.worker(http);
  }

  private Desk lead() {
    return Desk.of(http, "lead-1", Desk.DEPARTMENT, "team-lead");
  }

  private Desk head() {
    return Desk.head(http);
  }

  private Desk district(int member) {
    return Desk.of(http, "district-" + member, "IL.SOUTH", "supervisor");
  }

  private Desk national() {
    return Desk.of(http, "national-1", "IL", "national-manager");
  }

  private Desk manager() {
    return Desk.basketManager(http);
  }

  private Desk auditor() {
    return Desk.of(http, "auditor-1", "IL", "auditor");
  }
}
