package org.retzef.basket.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Baskets whose enrolment ends, is called off, or ended before it was heard of. */
@RetzefIT
class ClosingBasketIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private BasketUpkeep upkeep;

  private final UUID family = UUID.randomUUID();
  private final UUID enrolment = UUID.randomUUID();
  private BasketLife life;

  @BeforeEach
  void atTheDesks() {
    life = new BasketLife(http);
  }

  @Test
  void closesWithItsEnrolmentAndGivesTheRestBackWhileReservationsRunOn() {
    String budget = life.loads(2015, "ENDING", 1, "8000.00");
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(Desk.enrolled(family, enrolment, "ENDING", "2015-02-01", 1));
      String basket = BasketLife.id(life.await(family, "OPEN"));
      String kept = life.worker().asks(basket, "3000.00");
      String freed = life.worker().asks(basket, "1000.00");
      events.publish(BasketLife.ended(family, enrolment, 2, AskedBasket.today().plusDays(5)));
      events.publish(BasketLife.ended(family, enrolment, 3, AskedBasket.today()));
      events.publish(BasketLife.ended(family, enrolment, 4, AskedBasket.today()));
      JsonNode closed = life.await(family, "CLOSED");
      assertThat(closed.get("ceiling").asString()).isEqualTo("4000.00");
      assertThat(closed.get("left").asString()).isEqualTo("0.00");
      assertThat(life.free(budget)).isEqualTo("4000.00");
      Answers.refused(
          life.worker().post("/baskets/" + basket + "/requests", Desk.request("1.00")),
          409,
          "basket-closed");
      Answers.refused(life.adjusts(basket, "INCREASE", "1.00"), 409, "basket-closed");
      String request = "/requests/" + freed;
      life.worker()
          .patch(request, "{\"status\": \"WITHDRAWN\"}", life.worker().eTag(request))
          .expectStatus()
          .isOk();
      assertThat(life.free(budget)).as("what a closed basket frees").isEqualTo("5000.00");
      JsonNode after = life.worker().read("/baskets/" + basket);
      assertThat(after.get("reserved").asString()).isEqualTo("3000.00");
      assertThat(after.get("left").asString()).isEqualTo("0.00");
      assertThat(life.worker().read("/requests/" + kept).get("status").asString())
          .isEqualTo("SUBMITTED");
    }
  }

  @Test
  void closesWithAnEnrolmentThatWasCalledOffAsIfItHadNeverBegun() {
    LocalDate today = AskedBasket.today();
    LocalDate start = today.plusMonths(4);
    String budget = life.loads(start.getYear(), "CALLED_OFF", 1, "8000.00");
    UUID waiting = UUID.randomUUID();
    UUID waitingEnrolment = UUID.randomUUID();
    try (var events = TestEvents.on("retzef.family.events");
        var told = TestEvents.on("retzef.basket.events")) {
      events.publish(Desk.enrolled(family, enrolment, "CALLED_OFF", start.toString(), 1));
      String basket = BasketLife.id(life.await(family, "OPEN"));
      events.publish(Desk.enrolled(waiting, waitingEnrolment, "CALLED_OFF", start.toString(), 1));
      life.await(waiting, "WAITING_FOR_BUDGET");
      events.publish(BasketLife.ended(waiting, waitingEnrolment, 2, today));
      life.await(waiting, "CLOSED");
      events.publish(BasketLife.ended(family, enrolment, 2, today));
      JsonNode closed = life.await(family, "CLOSED");
      assertThat(closed.get("ceiling").asString()).isEqualTo("0.00");
      assertThat(life.free(budget)).isEqualTo("8000.00");
      TestEvent closing =
          told.await(
                  1,
                  event ->
                      event.type().equals("org.retzef.basket.adjusted.v1")
                          && event.json().contains(basket))
              .getFirst();
      assertThat(closing.json())
          .contains("\"ENROLMENT_CALLED_OFF\"", "\"effectiveOn\":\"" + start + "\"");
    }
    upkeep.openWaiting();
    life.await(waiting, "CLOSED");
  }

  /** As may happen once another took the family in, and tells of the end with its own events. */
  @Test
  void closesWithAnEndThatIsToldBeforeTheBeginning() {
    LocalDate today = AskedBasket.today();
    String budget = life.loads(2010, "ENDED_FIRST", 2, "8000.00");
    UUID survivor = UUID.randomUUID();
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(BasketLife.ended(survivor, enrolment, 1, today));
      await().until(() -> isEarly(enrolment));
      events.publish(Desk.enrolled(family, enrolment, "ENDED_FIRST", "2010-02-01", 1));
      life.await(family, "CLOSED");
      assertThat(life.free(budget)).isEqualTo("16000.00");
      assertThat(isEarly(enrolment)).isFalse();

      UUID atOnce = UUID.randomUUID();
      UUID its = UUID.randomUUID();
      events.publish(Desk.enrolled(atOnce, its, "ENDED_FIRST", "2010-02-01", 1));
      life.await(atOnce, "OPEN");
      database
          .sql("insert into early_end values (:enrolment, :day)")
          .bind("enrolment", its)
          .bind("day", today)
          .then()
          .block();
      upkeep.closeEnded();
      life.await(atOnce, "CLOSED");
      assertThat(life.free(budget)).isEqualTo("16000.00");
    }
  }

  private boolean isEarly(UUID enrolment) {
    return Boolean.TRUE.equals(
        database
            .sql("select 1 from early_end where enrolment_id = :enrolment")
            .bind("enrolment", enrolment)
            .fetch()
            .first()
            .hasElement()
            .block());
  }
}
