package org.retzef.basket.basket;

import java.time.LocalDate;
import java.util.UUID;
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
      UUID enrolmentId,
      UnitPath unit,
      String programme,
      String track,
      LocalDate from,
      LocalDate until,
      int budgetYear,
      Money ceiling)
      implements BasketEvent {

    static Opened of(Basket basket, int budgetYear) {
      return new Opened(
          basket.id(),
          basket.familyId(),
          basket.enrolmentId(),
          basket.unit(),
          basket.programme(),
          basket.track(),
          basket.period().from(),
          basket.period().until(),
          budgetYear,
          basket.ceiling());
    }

    @Override
    public String type() {
      return "org.retzef.basket.opened.v1";
    }
  }
}
