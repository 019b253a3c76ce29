package org.retzef.basket.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.APPROVE;
import static org.retzef.basket.AskedBasket.REJECT;
import static org.retzef.basket.AskedBasket.today;
import static org.retzef.basket.appeal.AppealDesk.CONFIRM;
import static org.retzef.basket.appeal.AppealDesk.REOPEN;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Appeals against a refusal: in what days, who decides, and what it comes to. */
@RetzefIT
class AppealFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private AskedBasket basket;
  private AppealDesk desk;

  @BeforeEach
  void openABasket() {
    basket = AskedBasket.opened(http);
    desk = new AppealDesk(database);
  }

  @Test
  void reopensARefusalThatWasAppealedForSomebodyElseToDecide() {
    String id = basket.asks("FOOD", "500.00");
    Answers.refused(desk.appeals(basket.worker(), id), 409, "appeal-too-early");
    basket.head().decides(id, REJECT).expectStatus().isCreated();
    String appeal = Answers.id(desk.appeals(basket.worker(), id));
    Answers.refused(desk.appeals(basket.worker(), id), 409, "appeal-exists");
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
            desk.count(
                "select count(*) from outbox where payload::text like '%%צודקים%%' and aggregate_id = '%s'",
                id))
        .isZero();
  }

  @Test
  void whoRefusedItOrFiledItDoesNotDecideOnIt() {
    String id = basket.asks("FOOD", "500.00");
    basket.head().decides(id, REJECT).expectStatus().isCreated();
    Desk filer = Desk.of(http, "filer-1", "IL.SOUTH", "supervisor", "family-social-worker");
    String path = "/appeals/" + Answers.id(desk.appeals(filer, id)) + "/decision";
    Desk promoted = Desk.of(http, "head-1", "IL.SOUTH", "supervisor");
    Answers.refused(promoted.post(path, REOPEN, "\"1\""), 409, "own-decision");
    Answers.refused(filer.post(path, REOPEN, "\"1\""), 409, "own-decision");
    assertThat(basket.worker().read("/requests/" + id).get("status").asString())
        .isEqualTo("REJECTED");
    basket.district(1).post(path, REOPEN, "\"1\"").expectStatus().isCreated();
  }

  @Test
  void confirmsARefusalAndKnowsTheDaysOfAppeal() {
    String id = basket.asks("FOOD", "500.00");
    basket.head().decides(id, REJECT).expectStatus().isCreated();
    String appeal = Answers.id(desk.appeals(basket.worker(), id));
    basket
        .national()
        .post("/appeals/" + appeal + "/decision", CONFIRM, "\"1\"")
        .expectStatus()
        .isCreated();
    assertThat(basket.worker().read("/requests/" + id).get("status").asString())
        .isEqualTo("REJECTED");
    refusedSoLongAgo(id, 46);
    Answers.refused(desk.appeals(basket.worker(), id), 409, "appeal-too-late");
    refusedSoLongAgo(id, 45);
    Answers.id(desk.appeals(basket.worker(), id));
    assertThat(Answers.faults(desk.appeals(basket.worker(), UUID.randomUUID().toString())))
        .containsExactly("requestId request-not-found");
    assertThat(
            Answers.faults(
                desk.appeals(Desk.of(http, "w", "IL.SOUTH.A0070.D1", "family-social-worker"), id)))
        .containsExactly("requestId request-not-found");
  }

  /** As if it had been refused that many days before, to the day. */
  private void refusedSoLongAgo(String id, int days) {
    desk.execute("alter table decision disable trigger decision_keeps_its_words", "");
    desk.execute(
        "update decision set decided_on = date '%s', appeal_until = date '%s'"
                .formatted(today().minusDays(days), today().minusDays(days).plusDays(45))
            + " where request_id = '%s'",
        id);
    desk.execute("alter table decision enable trigger decision_keeps_its_words", "");
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
    String appeal = Answers.id(desk.appeals(capped.worker(), refused));
    Answers.refused(
        capped.district(1).post("/appeals/" + appeal + "/decision", REOPEN, "\"1\""),
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
    String path = "/appeals/" + Answers.id(desk.appeals(basket.worker(), refused)) + "/decision";
    basket.closes(database);
    Answers.refused(basket.district(1).post(path, REOPEN, "\"1\""), 409, "basket-closed");
    basket.district(1).post(path, CONFIRM, "\"1\"").expectStatus().isCreated();
  }

  @Test
  void whoDecidesOnAnAppealReadsWhatWasRefusedWhileItIsOpen() {
    String id = basket.asks("FOOD", "500.00");
    basket.head().decides(id, REJECT).expectStatus().isCreated();
    List<String> paths =
        Stream.of("", "/history", "/answer").map(part -> "/requests/" + id + part).toList();
    List<Desk> deciders = List.of(basket.district(1), basket.national());
    deciders.forEach(desk -> seesNothing(desk, paths));
    String appeal = Answers.id(desk.appeals(basket.worker(), id));
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
}
