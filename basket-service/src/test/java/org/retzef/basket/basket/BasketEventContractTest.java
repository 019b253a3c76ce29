package org.retzef.basket.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.budget.Allowance;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BasketEventContractTest {

  private static final UUID BASKET = UUID.fromString("018f3b64-5176-7294-9f81-bf62708192a3");
  private static final UUID FAMILY = UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d");
  private static final UUID ENROLMENT = UUID.fromString("018f3b5f-0c21-7d4f-8a3c-6a1d2b3c4d5e");
  private static final UnitPath UNIT = new UnitPath("IL.SOUTH.A2630.D1");
  private static final LocalDate START = LocalDate.of(2026, 1, 15);

  @Test
  void tellsAnOpenedBasket() {
    var basket =
        new WaitingBasket(BASKET, FAMILY, ENROLMENT, UNIT, "NOSHMIM", "NOSHMIM_ROUTINE", START);
    var event =
        BasketEvent.Opened.of(
            basket, Basket.Period.of(START, 12), new Allowance(2021, new Money(800000), 12, false));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void tellsABasketOfAFamilyThatIsEnrolledNowhere() {
    var basket = new WaitingBasket(BASKET, FAMILY, null, UNIT, null, "CLIENTS", START);
    var event =
        BasketEvent.Opened.of(
            basket, Basket.Period.of(START, 12), new Allowance(2021, new Money(80000), 12, true));
    assertThat(EventContract.faultsOf(event)).isEmpty();
  }

  @Test
  void tellsAChangedBasket() {
    var event =
        new BasketEvent.Adjusted(
            BASKET,
            FAMILY,
            UNIT,
            "NOSHMIM_ROUTINE",
            Basket.Status.OPEN,
            new Money(-50000),
            "MEMBER_LEFT",
            LocalDate.of(2026, 10, 1),
            new Money(750000));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void readsWhatFamilyServiceTellsOfAnEnrolment() {
    JsonNode example = EventContract.example("org.retzef.family.enrolled.v1");
    JsonMapper lenient =
        JsonMapper.builder()
            .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    assertThat(lenient.treeToValue(example, EnrolledFamily.class))
        .isEqualTo(
            new EnrolledFamily(FAMILY, ENROLMENT, UNIT, "NOSHMIM", "NOSHMIM_ROUTINE", START, null));
  }
}
