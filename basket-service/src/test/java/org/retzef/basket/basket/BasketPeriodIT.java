package org.retzef.basket.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.RETURN;
import static org.retzef.basket.AskedBasket.request;
import static org.retzef.basket.AskedBasket.today;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** From when until when a basket is asked of (decision 0110). */
@RetzefIT
class BasketPeriodIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private AskedBasket basket;

  @BeforeEach
  void openABasket() {
    basket = AskedBasket.opened(http);
  }

  @Test
  void isAskedOfBeforeItsFirstDayAndAfterTheLastOfItsPeriodWhileTheEnrolmentGoesOn() {
    begins(today().plusDays(1));
    asks().expectStatus().isCreated();
    LocalDate aYearAgo = today().minusYears(1);
    begins(aYearAgo);
    assertThat(shown("/period/until")).isEqualTo(aYearAgo.plusYears(1).minusDays(1).toString());
    assertThat(shown("/closesOn")).isEmpty();
    asks().expectStatus().isCreated();
  }

  @Test
  void isAskedOfUntilTheDayOnWhichItClosesAndNotOnThatDayThoughNobodyHasClosedItYet() {
    String returned = basket.asks("FOOD", "1.00");
    basket.head().decides(returned, RETURN).expectStatus().isCreated();
    closesOn(today().plusDays(1));
    asks().expectStatus().isCreated();
    closesOn(today());
    assertThat(shown("/closesOn")).isEqualTo(today().toString());
    Answers.refused(asks(), 409, "basket-closed");
    String path = "/requests/" + returned;
    Answers.refused(
        basket.worker().patch(path, "{\"status\":\"SUBMITTED\"}", basket.worker().eTag(path)),
        409,
        "basket-closed");
  }

  private ResponseSpec asks() {
    return basket.worker().post(basket.path() + "/requests", request("FOOD", "1.00"));
  }

  private String shown(String field) {
    return basket.worker().read(basket.path()).at(field).asString("");
  }

  /** As if its enrolment began on that day: the period is a year. */
  private void begins(LocalDate day) {
    execute(
        "update basket set first_day = :day, last_day = :day::date + interval '1 year' - interval '1 day'",
        day);
  }

  /** As if its enrolment was said to end on that day. */
  private void closesOn(LocalDate day) {
    execute("update basket set closes_on = :day", day);
  }

  private void execute(String update, LocalDate day) {
    database
        .sql(update + " where id = :id")
        .bind("day", day)
        .bind("id", UUID.fromString(basket.id()))
        .then()
        .block();
  }
}
