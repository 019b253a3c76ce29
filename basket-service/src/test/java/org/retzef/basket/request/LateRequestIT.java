package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.APPROVE;
import static org.retzef.basket.AskedBasket.today;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.CommitteePolicy;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A request that nobody decided on in the days of its tier. */
@RetzefIT
class LateRequestIT {

  @RegisterExtension final CommitteePolicy policy = new CommitteePolicy();

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private RequestDeadlines deadlines;

  private AskedBasket basket;

  @BeforeEach
  void openABasket() {
    basket = AskedBasket.opened(http);
  }

  @Test
  void handsALateRequestToTheNextTierOnceAndVoidsItsVotes() {
    String small = basket.asks("FOOD", "10.00");
    String debt = basket.asks("DEBT", "10.00");
    basket.district(1).decides(debt, APPROVE).expectStatus().isCreated();
    String inTime = basket.asks("FOOD", "10.00");
    mustBeDecidedBy(inTime, today());
    mustBeDecidedBy(small, today().minusDays(1));
    mustBeDecidedBy(debt, today().minusDays(1));
    Mono.zip(deadlines.escalateAll(), deadlines.escalateAll()).block();
    JsonNode late = basket.worker().read("/requests/" + small);
    assertThat(late.get("requiredTier").asInt()).isEqualTo(2);
    assertThat(late.get("decideBy").asString()).isEqualTo(today().plusDays(5).toString());
    assertThat(escalationsOf(small)).isEqualTo(1);
    assertThat(escalationsOf(inTime)).as("on its last day").isZero();
    basket.lead().decides(inTime, APPROVE).expectStatus().isCreated();
    Answers.refused(basket.lead().decides(small, APPROVE), 409, "tier-too-low");
    JsonNode last = basket.worker().read("/requests/" + debt);
    assertThat(last.get("requiredTier").asInt()).isEqualTo(4);
    assertThat(last.get("votes").asInt()).isZero();
    assertThat(last.get("decideBy").isNull()).isTrue();
    Answers.refused(basket.district(2).decides(debt, APPROVE), 409, "tier-too-low");
    basket.national().decides(debt, APPROVE).expectStatus().isCreated();
  }

  /** The family has waited as long, whoever was to decide. */
  @Test
  void anEscalationDoesNotBreakTheSilenceThatCanBeAppealed() {
    String request = basket.asks("FOOD", "10.00");
    database
        .sql("update basket_request set submitted_at = now() - interval '30 days' where id = :id")
        .bind("id", UUID.fromString(request))
        .then()
        .block();
    mustBeDecidedBy(request, today().minusDays(1));
    deadlines.escalateAll().block();
    assertThat(basket.worker().read("/requests/" + request).get("requiredTier").asInt())
        .isEqualTo(2);
    Answers.id(
        basket
            .worker()
            .post(
                "/appeals",
                "{\"requestId\": \"%s\", \"ground\": \"FACTS_WRONG\"}".formatted(request)));
  }

  private void mustBeDecidedBy(String request, LocalDate day) {
    database
        .sql("update basket_request set decide_by = :day where id = :id")
        .bind("day", day)
        .bind("id", UUID.fromString(request))
        .then()
        .block();
  }

  private long escalationsOf(String request) {
    return database
        .sql("select count(*) from request_step where step = 'ESCALATE' and request_id = :id")
        .bind("id", UUID.fromString(request))
        .map(row -> row.get(0, Long.class))
        .one()
        .block();
  }
}
