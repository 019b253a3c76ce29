package org.retzef.basket.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Baskets whose budget has not enough for them yet. */
@RetzefIT
class WaitingBasketIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private final UUID family = UUID.randomUUID();
  private final UUID enrolment = UUID.randomUUID();
  private BasketLife life;

  @BeforeEach
  void atTheDesks() {
    life = new BasketLife(http);
  }

  @Test
  void waitsForABudgetThatIsTooSmallAndOpensWhenItGrows() {
    String budget = life.loads(2012, "SMALL", 1, "8000.00");
    UUID second = UUID.randomUUID();
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(Desk.enrolled(family, enrolment, "SMALL", "2012-02-01", 1));
      life.await(family, "OPEN");
      events.publish(Desk.enrolled(second, UUID.randomUUID(), "SMALL", "2012-02-01", 1));
    }
    JsonNode waiting = life.await(second, "WAITING_FOR_BUDGET");
    assertThat(waiting.get("ceiling").asString()).isEqualTo("0.00");
    Answers.refused(
        life.worker()
            .post("/baskets/" + BasketLife.id(waiting) + "/requests", Desk.request("1.00")),
        409,
        "basket-not-open");
    assertThat(life.manager().read("/baskets?status=WAITING_FOR_BUDGET").get("items").toString())
        .contains(BasketLife.id(waiting));
    life.grows(budget, "SMALL", "8000.00");
    JsonNode open = life.await(second, "OPEN");
    assertThat(open.get("left").asString()).isEqualTo("8000.00");
    assertThat(life.manager().read("/budgets/" + budget + "/position").get("total").asString())
        .isEqualTo("0.00");
  }

  @Test
  void waitsForATrackThatNoBudgetNamesAndOpensWhenOneDoes() {
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(Desk.enrolled(family, enrolment, "UNNAMED", "2013-02-01", 1));
    }
    life.await(family, "WAITING_FOR_BUDGET");
    life.loads(2013, "UNNAMED", 2, "500.00");
    assertThat(life.await(family, "OPEN").get("ceiling").asString()).isEqualTo("500.00");
  }

  @Test
  void fillsABasketOutOfWhatItsAuthorityWasAllocated() {
    String budget = life.loads(2014, "GIVEN", 3, "8000.00");
    Desk.knowsUnits(database, "IL.SOUTH.A2630");
    life.manager()
        .post(
            "/budgets/" + budget + "/allocations",
            """
            {"from": {"track": "GIVEN", "unit": "IL"},
             "to": {"track": "GIVEN", "unit": "IL.SOUTH.A2630"}, "amount": "8000.00"}
            """)
        .expectStatus()
        .isCreated();
    UUID second = UUID.randomUUID();
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(Desk.enrolled(family, enrolment, "GIVEN", "2014-02-01", 1));
      life.await(family, "OPEN");
      events.publish(Desk.enrolled(second, UUID.randomUUID(), "GIVEN", "2014-02-01", 1));
    }
    life.await(second, "WAITING_FOR_BUDGET");
    JsonNode line = life.manager().read("/budgets/" + budget + "/position").get("lines").get(0);
    assertThat(line.get("free").asString()).as("is the country's").isEqualTo("16000.00");
    assertThat(line.get("allocated").asString()).isEqualTo("0.00");
  }
}
