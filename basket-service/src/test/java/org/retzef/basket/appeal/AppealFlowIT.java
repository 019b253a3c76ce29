package org.retzef.basket.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.APPROVE;
import static org.retzef.basket.AskedBasket.REJECT;
import static org.retzef.basket.AskedBasket.RETURN;
import static org.retzef.basket.AskedBasket.today;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.basket.OtherTransaction;
import org.retzef.basket.Race;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/**
 * Appeals against a refusal and against silence: in what days, who decides, and what it comes to.
 */
@RetzefIT
class AppealFlowIT {

  private static final int RACES = 8;
  private static final String REOPEN =
      "{\"outcome\":\"REOPENED\",\"reasonCode\":\"APPEAL_JUSTIFIED\"}";
  private static final String CONFIRM =
      "{\"outcome\":\"CONFIRMED\",\"reasonCode\":\"DECISION_STANDS\"}";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private AskedBasket basket;

  @BeforeEach
  void openABasket() {
    basket = AskedBasket.opened(http);
  }

  @Test
  void reopensARefusalThatWasAppealedForSomebodyElseToDecide() {
    String id = basket.asks("FOOD", "500.00");
    Answers.refused(appeals(basket.worker(), id), 409, "appeal-too-early");
    basket.head().decides(id, REJECT).expectStatus().isCreated();
    String appeal = Answers.id(appeals(basket.worker(), id));
    Answers.refused(appeals(basket.worker(), id), 409, "appeal-exists");
    String path = "/appeals/" + appeal;
    basket.head().post(path + "/decision", "{}", "\"1\"").expectStatus().isForbidden();
    String reopen =
        "{\"outcome\":\"REOPENED\",\"reasonCode\":\"APPEAL_JUSTIFIED\",\"answer\":\"צודקים\"}";
    Answers.refused(
        Desk.of(http, "s", "IL.JERUSALEM", "supervisor").post(path + "/decision", reopen, "\"1\""),
        404,
        "appeal-not-found");
    basket.district(1).post(path + "/decision", reopen, null).expectStatus().isEqualTo(428);
    basket.district(1).post(path + "/decision", reopen, "\"1\"").expectStatus().isCreated();
    Answers.refused(
        basket.district(1).post(path + "/decision", reopen, "\"2\""), 409, "appeal-decided");
    assertThat(basket.worker().read("/requests/" + id).get("status").asString())
        .isEqualTo("SUBMITTED");
    assertThat(basket.left()).isEqualTo("7500.00");
    Answers.refused(basket.head().decides(id, APPROVE), 409, "refused-before");
    Answers.refused(basket.lead().decides(id, APPROVE), 409, "tier-too-low");
    Desk.of(http, "head-2", Desk.DEPARTMENT, "department-head")
        .decides(id, APPROVE)
        .expectStatus()
        .isCreated();
    assertThat(basket.history(id))
        .containsExactly(
            "STEP SUBMIT worker-1",
            "DECISION REJECT head-1",
            "APPEAL REFUSAL worker-1",
            "APPEAL_DECISION REOPENED district-1",
            "STEP REOPEN district-1",
            "DECISION APPROVE head-2");
    assertThat(
            count(
                "select count(*) from outbox where payload::text like '%%צודקים%%' and aggregate_id = '%s'",
                id))
        .isZero();
  }

  @Test
  void whoRefusedItOrFiledItDoesNotDecideOnIt() {
    String id = basket.asks("FOOD", "500.00");
    basket.head().decides(id, REJECT).expectStatus().isCreated();
    Desk filer = Desk.of(http, "filer-1", "IL.SOUTH", "supervisor", "family-social-worker");
    String path = "/appeals/" + Answers.id(appeals(filer, id)) + "/decision";
    String reopen = "{\"outcome\":\"REOPENED\",\"reasonCode\":\"APPEAL_JUSTIFIED\"}";
    Desk promoted = Desk.of(http, "head-1", "IL.SOUTH", "supervisor");
    Answers.refused(promoted.post(path, reopen, "\"1\""), 409, "own-decision");
    Answers.refused(filer.post(path, reopen, "\"1\""), 409, "own-decision");
    assertThat(basket.worker().read("/requests/" + id).get("status").asString())
        .isEqualTo("REJECTED");
    basket.district(1).post(path, reopen, "\"1\"").expectStatus().isCreated();
  }

  @Test
  void confirmsARefusalAndKnowsTheDaysOfAppeal() {
    String id = basket.asks("FOOD", "500.00");
    basket.head().decides(id, REJECT).expectStatus().isCreated();
    String appeal = Answers.id(appeals(basket.worker(), id));
    String confirm = "{\"outcome\":\"CONFIRMED\",\"reasonCode\":\"DECISION_STANDS\"}";
    basket
        .national()
        .post("/appeals/" + appeal + "/decision", confirm, "\"1\"")
        .expectStatus()
        .isCreated();
    assertThat(basket.worker().read("/requests/" + id).get("status").asString())
        .isEqualTo("REJECTED");
    refusedSoLongAgo(id, 46);
    Answers.refused(appeals(basket.worker(), id), 409, "appeal-too-late");
    refusedSoLongAgo(id, 45);
    Answers.id(appeals(basket.worker(), id));
    assertThat(Answers.faults(appeals(basket.worker(), UUID.randomUUID().toString())))
        .containsExactly("requestId request-not-found");
    assertThat(
            Answers.faults(
                appeals(Desk.of(http, "w", "IL.SOUTH.A0070.D1", "family-social-worker"), id)))
        .containsExactly("requestId request-not-found");
  }

  /** As if it had been refused that many days before, to the day. */
  private void refusedSoLongAgo(String id, int days) {
    execute("alter table decision disable trigger decision_keeps_its_words", "");
    execute(
        "update decision set decided_on = date '%s', appeal_until = date '%s'"
                .formatted(today().minusDays(days), today().minusDays(days).plusDays(45))
            + " where request_id = '%s'",
        id);
    execute("alter table decision enable trigger decision_keeps_its_words", "");
  }

  @Test
  void reopensNothingThatWouldPassACap() {
    AskedBasket capped = AskedBasket.openedIn("IL.SOUTH.A2630.D13", http, database);
    Answers.id(
        capped
            .manager()
            .post(
                "/spending-rules",
                """
                {"code": "FOOD_YEARLY", "validFrom": "%s", "category": "FOOD", "unit": "%s",
                 "cap": "1000.00", "windowMonths": 12}
                """
                    .formatted(today(), capped.department())));
    String refused = capped.asks("FOOD", "1000.00");
    capped.head().decides(refused, REJECT).expectStatus().isCreated();
    capped.head().decides(capped.asks("FOOD", "1000.00"), APPROVE).expectStatus().isCreated();
    String appeal = Answers.id(appeals(capped.worker(), refused));
    Answers.refused(
        capped
            .district(1)
            .post(
                "/appeals/" + appeal + "/decision",
                "{\"outcome\":\"REOPENED\",\"reasonCode\":\"APPEAL_JUSTIFIED\"}",
                "\"1\""),
        409,
        "cap-reached");
    assertThat(capped.worker().read("/requests/" + refused).get("status").asString())
        .isEqualTo("REJECTED");
    assertThat(capped.worker().read("/appeals?open=true&limit=200").toString()).contains(appeal);
  }

  @Test
  void reopensNothingOutOfABasketThatHasClosed() {
    String refused = basket.asks("FOOD", "500.00");
    basket.head().decides(refused, REJECT).expectStatus().isCreated();
    String path = "/appeals/" + Answers.id(appeals(basket.worker(), refused)) + "/decision";
    basket.closes(database);
    Answers.refused(
        basket
            .district(1)
            .post(path, "{\"outcome\":\"REOPENED\",\"reasonCode\":\"APPEAL_JUSTIFIED\"}", "\"1\""),
        409,
        "basket-closed");
    basket
        .district(1)
        .post(path, "{\"outcome\":\"CONFIRMED\",\"reasonCode\":\"DECISION_STANDS\"}", "\"1\"")
        .expectStatus()
        .isCreated();
  }

  @Test
  void anAppealAfterThirtyDaysOfSilenceGoesToTheNextTier() {
    String id = basket.asks("FOOD", "500.00");
    execute(
        """
        update basket_request set submitted_at = now() - interval '30 days' + interval '1 minute'
         where id = '%s'
        """,
        id);
    Answers.refused(appeals(basket.worker(), id), 409, "appeal-too-early");
    silentForThirtyDays(id);
    String appeal = Answers.id(appeals(basket.worker(), id));
    assertThat(basket.worker().read("/appeals?open=true&limit=200").toString()).contains(appeal);
    basket
        .district(1)
        .post(
            "/appeals/" + appeal + "/decision",
            "{\"outcome\":\"REOPENED\",\"reasonCode\":\"APPEAL_JUSTIFIED\"}",
            "\"1\"")
        .expectStatus()
        .isCreated();
    assertThat(basket.worker().read("/requests/" + id).get("requiredTier").asInt()).isEqualTo(2);
    assertThat(basket.worker().read("/appeals?open=true&limit=200").toString())
        .doesNotContain(appeal);
  }

  @Test
  void whoDecidesOnAnAppealReadsWhatWasRefusedWhileItIsOpen() {
    String id = basket.asks("FOOD", "500.00");
    basket.head().decides(id, REJECT).expectStatus().isCreated();
    List<String> paths =
        Stream.of("", "/history", "/answer").map(part -> "/requests/" + id + part).toList();
    List<Desk> deciders = List.of(basket.district(1), basket.national());
    deciders.forEach(desk -> seesNothing(desk, paths));
    String appeal = Answers.id(appeals(basket.worker(), id));
    for (Desk desk : deciders) {
      JsonNode request = desk.read("/requests/" + id);
      assertThat(request.get("amount").asString()).isEqualTo("500.00");
      assertThat(request.at("/decision/reasonCode").asString()).isEqualTo("OTHER_SOURCE_FIRST");
      assertThat(desk.read("/requests/" + id + "/history").toString()).contains("FACTS_WRONG");
      desk.read("/requests/" + id + "/answer");
      Answers.refused(
          desk.post("/requests/" + id + "/decisions", APPROVE, "\"2\""), 404, "request-not-found");
    }
    seesNothing(Desk.of(http, "s", "IL.JERUSALEM", "supervisor"), paths);
    basket
        .district(1)
        .post("/appeals/" + appeal + "/decision", CONFIRM, "\"1\"")
        .expectStatus()
        .isCreated();
    deciders.forEach(desk -> seesNothing(desk, paths));
  }

  private static void seesNothing(Desk desk, List<String> paths) {
    paths.forEach(path -> Answers.refused(desk.get(path), 404, "request-not-found"));
  }

  @Test
  void anAppealAgainstASilenceThatWasBrokenReopensNothing() {
    reopensNothingAfter("REJECTED", id -> basket.lead().decides(id, REJECT));
    reopensNothingAfter("APPROVED", id -> basket.lead().decides(id, APPROVE));
    reopensNothingAfter("SUBMITTED", this::returnedAndSubmittedAgain);
  }

  private void reopensNothingAfter(String status, Function<String, ResponseSpec> breaksTheSilence) {
    String id = basket.asks("FOOD", "500.00");
    silentForThirtyDays(id);
    String path = "/appeals/" + Answers.id(appeals(basket.worker(), id));
    breaksTheSilence.apply(id).expectStatus().is2xxSuccessful();
    Answers.refused(
        basket.district(1).post(path + "/decision", REOPEN, "\"1\""), 409, "step-not-allowed");
    assertThat(basket.worker().read("/requests/" + id).get("status").asString()).isEqualTo(status);
    assertThat(basket.worker().read(path).get("outcome").isNull()).isTrue();
    basket.district(1).post(path + "/decision", CONFIRM, "\"1\"").expectStatus().isCreated();
  }

  private ResponseSpec returnedAndSubmittedAgain(String id) {
    String path = "/requests/" + id;
    basket.lead().decides(id, RETURN).expectStatus().isCreated();
    return basket.worker().patch(path, "{\"status\":\"SUBMITTED\"}", basket.worker().eTag(path));
  }

  /** The days of appeal go by, whether or not anybody has closed the appeal before. */
  @Test
  void aRefusalThatBrokeASilenceIsAppealedWhileTheAppealAgainstTheSilenceIsOpen() {
    String id = basket.asks("FOOD", "500.00");
    silentForThirtyDays(id);
    String silence = "/appeals/" + Answers.id(appeals(basket.worker(), id));
    basket.lead().decides(id, REJECT).expectStatus().isCreated();
    String refusal = "/appeals/" + Answers.id(appeals(basket.worker(), id));
    assertThat(basket.worker().read(silence).get("outcome").asString()).isEqualTo("CONFIRMED");
    Answers.refused(
        basket.district(1).post(silence + "/decision", REOPEN, "\"2\""), 409, "appeal-decided");
    Answers.refused(appeals(basket.worker(), id), 409, "appeal-exists");
    basket.district(1).post(refusal + "/decision", REOPEN, "\"1\"").expectStatus().isCreated();
    assertThat(basket.history(id))
        .containsExactly(
            "STEP SUBMIT worker-1",
            "APPEAL SILENCE worker-1",
            "DECISION REJECT lead-1",
            "APPEAL_DECISION CONFIRMED time",
            "APPEAL REFUSAL worker-1",
            "APPEAL_DECISION REOPENED district-1",
            "STEP REOPEN district-1");
  }

  /** Whoever files waits for it, and has begun before it was there to be seen. */
  @Test
  void anAppealThatIsFiledWhileTheRequestIsRefusedIsAgainstTheRefusal() {
    String id = basket.asks("FOOD", "500.00");
    silentForThirtyDays(id);
    var appeal =
        atOnce(id, () -> basket.lead().decides(id, REJECT), () -> appeals(basket.worker(), id));
    assertThat(appeal.getStatus().value()).isEqualTo(201);
    assertThat(Answers.json(appeal).get("basis").asString()).isEqualTo("REFUSAL");
  }

  @Test
  void ofAppealsThatAreFiledAtOnceWithARefusalOneIsOpen() throws Exception {
    for (int race = 0; race < RACES; race++) {
      String id = basket.asks("FOOD", "500.00");
      silentForThirtyDays(id);
      List<Integer> statuses =
          Race.of(
              4,
              one ->
                  Patiently.ask(
                          () ->
                              one == 0
                                  ? basket.lead().decides(id, REJECT)
                                  : appeals(basket.worker(), id))
                      .getStatus()
                      .value());
      assertThat(statuses).isSubsetOf(201, 409).first().isEqualTo(201);
      assertThat(
              count("select count(*) from appeal where request_id = '%s' and outcome is null", id))
          .isEqualTo(1);
      assertThat(
              count(
                  "select count(*) from appeal where request_id = '%s' and decided_by = 'time'",
                  id))
          .as("appeals against the silence that another against the refusal followed")
          .isEqualTo(statuses.stream().filter(status -> status == 201).count() - 2);
    }
  }

  @Test
  void whoRefusesItAtThisMomentDoesNotDecideOnTheAppeal() {
    String id = basket.asks("FOOD", "500.00");
    silentForThirtyDays(id);
    String path = "/appeals/" + Answers.id(appeals(basket.worker(), id)) + "/decision";
    Desk both = Desk.of(http, "both-1", "IL.SOUTH", "team-lead", "supervisor");
    var decided =
        atOnce(id, () -> both.decides(id, REJECT), () -> both.post(path, REOPEN, "\"1\""));
    assertThat(Answers.json(decided).get("code").asString()).isEqualTo("own-decision");
  }

  /** The second waits for the request while the first has it; answers what the second came to. */
  private EntityExchangeResult<byte[]> atOnce(
      String id, Supplier<ResponseSpec> first, Supplier<ResponseSpec> second) {
    try (var other = new OtherTransaction(database)) {
      other.execute("select from basket_request where id = '%s' for update".formatted(id));
      var one = CompletableFuture.supplyAsync(() -> Patiently.ask(first));
      other.awaitWaiting(1);
      var two = CompletableFuture.supplyAsync(() -> Patiently.ask(second));
      other.awaitWaiting(2);
      other.commit();
      assertThat(one.join().getStatus().value()).isEqualTo(201);
      return two.join();
    }
  }

  private void silentForThirtyDays(String id) {
    execute(
        "update basket_request set submitted_at = now() - interval '30 days' where id = '%s'", id);
  }

  private ResponseSpec appeals(Desk desk, String request) {
    return desk.post(
        "/appeals",
        "{\"requestId\":\"%s\",\"ground\":\"FACTS_WRONG\",\"note\":\"אין קרן כזאת\"}"
            .formatted(request));
  }

  private void execute(String sql, String id) {
    database.sql(sql.formatted(id)).then().block();
  }

  private long count(String sql, String id) {
    return database.sql(sql.formatted(id)).map(row -> row.get(0, Long.class)).one().block();
  }
}
