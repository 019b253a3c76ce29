package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

@RetzefIT
class ClosedBasketReleaseIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ClosedBasketRelease release;

  @Test
  void withdrawsOnceWhatWasNotOrderedOutOfABasketThatWasClosedLongAgo() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      withdraws(events);
    }
  }

  private void withdraws(TestEvents events) {
    Desk worker = Desk.worker(http);
    String basket = worker.opensABasket("NOSHMIM_ROUTINE");
    String undecided = worker.asks(basket, "100.00");
    String approved = worker.asks(basket, "200.00");
    String ordered = worker.asks(basket, "400.00");
    for (String request : new String[] {approved, ordered}) {
      Desk.head(http).decides(request, "{\"decision\":\"APPROVE\"}").expectStatus().isCreated();
    }
    String vendor = worker.read("/vendors").get("items").get(0).get("id").asString();
    Answers.id(
        worker.post(
            "/requests/" + ordered + "/vouchers", "{\"vendorId\":\"%s\"}".formatted(vendor)));
    closed(basket, 29);
    release.releaseAll().block();
    assertThat(statusOf(undecided)).isEqualTo("SUBMITTED");
    closed(basket, 30);
    Mono.zip(release.releaseAll(), release.releaseAll()).block();
    assertThat(statusOf(undecided)).isEqualTo("WITHDRAWN");
    assertThat(statusOf(approved)).isEqualTo("WITHDRAWN");
    assertThat(statusOf(ordered)).isEqualTo("ORDERED");
    assertThat(events.await(2, undecided).get(1).json()).contains("\"decision\":\"WITHDRAW\"");
    assertThat(worker.read("/baskets/" + basket).get("reserved").asString()).isEqualTo("400.00");
    assertThat(Desk.basketManager(http).read("/ledger/proof").get("difference").asString())
        .isEqualTo("0.00");
  }

  @Test
  void withdrawsAtOnceWhatWasAskedForAnEnrolmentThatWasCalledOff() {
    String basket = Desk.worker(http).opensABasket("NOSHMIM_ROUTINE");
    String undecided = Desk.worker(http).asks(basket, "100.00");
    closed(basket, 0);
    release.releaseAll().block();
    assertThat(statusOf(undecided)).isEqualTo("SUBMITTED");
    database
        .sql(
            "update basket set first_day = closes_on + 1, last_day = closes_on + 365 where id = :id")
        .bind("id", UUID.fromString(basket))
        .then()
        .block();
    release.releaseAll().block();
    assertThat(statusOf(undecided)).isEqualTo("WITHDRAWN");
  }

  /** Behind the doors, and so with what was left still in it. */
  private void closed(String basket, int daysAgo) {
    database
        .sql(
            """
            update basket set state = 'CLOSED',
                   closes_on = (now() at time zone 'Asia/Jerusalem')::date - :days
             where id = :id
            """)
        .bind("days", daysAgo)
        .bind("id", UUID.fromString(basket))
        .then()
        .block();
  }

  private String statusOf(String request) {
    return Desk.worker(http).read("/requests/" + request).get("status").asString();
  }
}
