package org.retzef.basket.basket;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.budget.Allowance;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to baskets. */
sealed interface BasketEvent extends Event {

  UUID basketId();

  @Override
  default String topic() {
    return "retzef.basket.events";
  }

  @Override
  default String aggregateType() {
    return "basket";
  }

  @Override
  default String aggregateId() {
    return basketId().toString();
  }

  record Opened(
      UUID basketId,
      UUID familyId,
      @Nullable UUID enrolmentId,
      UnitPath unit,
      @Nullable String programme,
      String track,
      LocalDate from,
      LocalDate until,
      int budgetYear,
      Money ceiling)
      implements BasketEvent {

    static Opened of(WaitingBasket basket, Basket.Period period, Allowance allowance) {
      return new Opened(
          basket.id(),
          basket.familyId(),
          basket.enrolmentId(),
          basket.unit(),
          basket.programme(),
          basket.track(),
          period.from(),
          period.until(),
          allowance.year(),
          allowance.amount());
    }

    @Override
    public String type() {
      return "org.retzef.basket.opened.v1";
    }
  }

  /**
   * @param change negative for less
   * @param ceiling afterwards
   */
  record Adjusted(
      UUID basketId,
      UUID familyId,
      UnitPath unit,
      String track,
      Basket.Status status,
      Money change,
      String reasonCode,
      LocalDate effectiveOn,
      Money ceiling)
      implements BasketEvent {

    static Adjusted of(Basket basket, Adjustment adjustment, Basket.Status status) {
      return new Adjusted(
          basket.id(),
          basket.familyId(),
          basket.unit(),
          basket.track(),
          status,
          adjustment.change(),
          adjustment.reasonCode(),
          adjustment.effectiveOn(),
          adjustment.ceiling());
    }

    @Override
    public String type() {
      return "org.retzef.basket.adjusted.v1";
    }
  }
}
