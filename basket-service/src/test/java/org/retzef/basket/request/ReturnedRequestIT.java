package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.APPROVE;
import static org.retzef.basket.AskedBasket.RETURN;
import static org.retzef.basket.AskedBasket.items;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A request that was returned is completed, by whoever of the department does it. */
@RetzefIT
class ReturnedRequestIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private AskedBasket basket;

  @BeforeEach
  void openABasket() {
    basket = AskedBasket.opened(http);
  }

  @Test
  void completesAReturnedRequestAndKeepsWhatItWas() {
    String id = basket.asks("FOOD", "500.00");
    String path = "/requests/" + id;
    Answers.refused(
        basket.worker().patch(path, items("FOOD", "900.00"), basket.worker().eTag(path)),
        409,
        "step-not-allowed");
    basket.head().decides(id, RETURN).expectStatus().isCreated();
    Desk colleague =
        Desk.of(http, "worker-9", Desk.DEPARTMENT, "family-social-worker", "team-lead");
    colleague
        .patch(
            path,
            "{\"status\":\"SUBMITTED\"," + items("FOOD", "1900.00").substring(1),
            basket.worker().eTag(path))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.amount")
        .isEqualTo("1900.00")
        .jsonPath("$.requiredTier")
        .isEqualTo(2)
        .jsonPath("$.status")
        .isEqualTo("SUBMITTED");
    assertThat(basket.left()).isEqualTo("6100.00");
    assertThat(basket.worker().read(path + "/history").toString())
        .contains("500.00", "EDIT", "worker-9");
    needsATeamLead(id);
    Answers.refused(colleague.decides(id, APPROVE), 409, "own-request");
    assertThat(
            Answers.faults(
                basket.worker().patch(path, "{\"items\":[]}", basket.worker().eTag(path))))
        .isNotEmpty();
    basket.worker().patch(path, "{}", basket.worker().eTag(path)).expectStatus().isBadRequest();
  }

  @Test
  void isNotSubmittedAgainOutOfABasketThatHasClosed() {
    String id = basket.asks("FOOD", "500.00");
    String path = "/requests/" + id;
    basket.head().decides(id, RETURN).expectStatus().isCreated();
    basket.closes(database);
    Answers.refused(
        basket.worker().patch(path, "{\"status\":\"SUBMITTED\"}", basket.worker().eTag(path)),
        409,
        "basket-closed");
    assertThat(basket.worker().read(path).get("status").asString()).isEqualTo("DRAFT");
    basket
        .worker()
        .patch(path, "{\"status\":\"WITHDRAWN\"}", basket.worker().eTag(path))
        .expectStatus()
        .isOk();
  }

  /** As if it needed no more than a team lead. */
  private void needsATeamLead(String request) {
    database
        .sql("update basket_request set required_tier = 1 where id = :id")
        .bind("id", UUID.fromString(request))
        .then()
        .block();
  }
}
