package org.retzef.basket.basket;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * What a family may be given for, in a period. {@code reserved}, {@code spent} and {@code left} add
 * up to the ceiling.
 *
 * @param unit the family's department when it was enrolled
 */
public record Basket(
    UUID id,
    UUID familyId,
    UUID enrolmentId,
    UnitPath unit,
    String programme,
    String track,
    Period period,
    Money ceiling,
    Money reserved,
    Money spent,
    Money left) {

  /**
   * @param from first day
   * @param until last day
   */
  public record Period(LocalDate from, LocalDate until) {

    static Period of(LocalDate from, int months) {
      return new Period(from, from.plusMonths(months).minusDays(1));
    }
  }
}
