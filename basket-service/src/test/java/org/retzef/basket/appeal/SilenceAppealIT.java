package org.retzef.basket.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.APPROVE;
import static org.retzef.basket.AskedBasket.REJECT;
import static org.retzef.basket.AskedBasket.RETURN;
import static org.retzef.basket.appeal.AppealDesk.CONFIRM;
import static org.retzef.basket.appeal.AppealDesk.REOPEN;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
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

/** Appeals against silence: when, and what becomes of one whose silence is broken. */
@RetzefIT
class SilenceAppealIT {

  private static final int RACES = 8;

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
  void anAppealAfterThirtyDaysOfSilenceGoesToTheNextTier() {
    String id = basket.asks("FOOD", "500.00");
    desk.execute(
        """
        update basket_request set submitted_at = now() - interval '30 days' + interval '1 minute'
         where id = '%s'
        """,
        id);
    Answers.refused(desk.appeals(basket.worker(), id), 409, "appeal-too-early");
    desk.silentForThirtyDays(id);
    String appeal = Answers.id(desk.appeals(basket.worker(), id));
    assertThat(basket.worker().read("/appeals?open=true&limit=200").toString()).contains(appeal);
    basket
        .district(1)
        .post("/appeals/" + appeal + "/decision", REOPEN, "\"1\"")
        .expectStatus()
        .isCreated();
    assertThat(basket.worker().read("/requests/" + id).get("requiredTier").asInt()).isEqualTo(2);
    assertThat(basket.worker().read("/appeals?open=true&limit=200").toString())
        .doesNotContain(appeal);
  }

  @Test
  void anAppealAgainstASilenceThatWasBrokenReopensNothing() {
    reopensNothingAfter("REJECTED", id -> basket.lead().decides(id, REJECT));
    reopensNothingAfter("APPROVED", id -> basket.lead().decides(id, APPROVE));
    reopensNothingAfter("SUBMITTED", this::returnedAndSubmittedAgain);
  }

  private void reopensNothingAfter(String status, Function<String, ResponseSpec> breaksTheSilence) {
    String id = basket.asks("FOOD", "500.00");
    desk.silentForThirtyDays(id);
    String path = "/appeals/" + Answers.id(desk.appeals(basket.worker(), id));
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
    desk.silentForThirtyDays(id);
    String silence = "/appeals/" + Answers.id(desk.appeals(basket.worker(), id));
    basket.lead().decides(id, REJECT).expectStatus().isCreated();
    String refusal = "/appeals/" + Answers.id(desk.appeals(basket.worker(), id));
    assertThat(basket.worker().read(silence).get("outcome").asString()).isEqualTo("CONFIRMED");
    Answers.refused(
        basket.district(1).post(silence + "/decision", REOPEN, "\"2\""), 409, "appeal-decided");
    Answers.refused(desk.appeals(basket.worker(), id), 409, "appeal-exists");
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
    desk.silentForThirtyDays(id);
    var appeal =
        atOnce(
            id, () -> basket.lead().decides(id, REJECT), () -> desk.appeals(basket.worker(), id));
    assertThat(appeal.getStatus().value()).isEqualTo(201);
    assertThat(Answers.json(appeal).get("basis").asString()).isEqualTo("REFUSAL");
  }

  @Test
  void ofAppealsThatAreFiledAtOnceWithARefusalOneIsOpen() throws Exception {
    for (int race = 0; race < RACES; race++) {
      String id = basket.asks("FOOD", "500.00");
      desk.silentForThirtyDays(id);
      List<Integer> statuses =
          Race.of(
              4,
              one ->
                  Patiently.ask(
                          () ->
                              one == 0
                                  ? basket.lead().decides(id, REJECT)
                                  : desk.appeals(basket.worker(), id))
                      .getStatus()
                      .value());
      assertThat(statuses).isSubsetOf(201, 409).first().isEqualTo(201);
      assertThat(
              desk.count(
                  "select count(*) from appeal where request_id = '%s' and outcome is null", id))
          .isEqualTo(1);
      assertThat(
              desk.count(
                  "select count(*) from appeal where request_id = '%s' and decided_by = 'time'",
                  id))
          .as("appeals against the silence that another against the refusal followed")
          .isEqualTo(statuses.stream().filter(status -> status == 201).count() - 2);
    }
  }

  @Test
  void whoRefusesItAtThisMomentDoesNotDecideOnTheAppeal() {
    String id = basket.asks("FOOD", "500.00");
    desk.silentForThirtyDays(id);
    String path = "/appeals/" + Answers.id(desk.appeals(basket.worker(), id)) + "/decision";
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
}
