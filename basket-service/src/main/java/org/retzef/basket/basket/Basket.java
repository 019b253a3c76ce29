package org.retzef.basket.basket;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * What a family may be given for as long as its enrolment goes on. {@code reserved}, {@code spent}
 * and {@code left} add up to the ceiling.
 *
 * @param enrolmentId null for a family that is enrolled nowhere
 * @param unit the family's department when the basket was opened
 * @param programme null for a family that is enrolled nowhere
 * @param track that it is enrolled in, or the budget's line
 * @param period that the allowance was counted for; it ends a basket without a programme alone
 * @param closesOn nothing can be asked of it from this day on; null while no end is known
 * @param waitsFor what it is to grow by, as soon as its budget has that much
 * @param version another one after every change; tells no order
 */
public record Basket(
    UUID id,
    UUID familyId,
    @Nullable UUID enrolmentId,
    UnitPath unit,
    @Nullable String programme,
    String track,
    Period period,
    Status status,
    @Nullable LocalDate closesOn,
    Money ceiling,
    Money reserved,
    Money spent,
    Money left,
    Money waitsFor,
    long version) {

  /** Whether it can be asked of. */
  public enum Status {
    /** The track's budget has not enough; it opens by itself as soon as it has. */
    WAITING_FOR_BUDGET,
    OPEN,
    /** The enrolment has ended, or the period without one. What was reserved runs to its end. */
    CLOSED;

    /** Fails with {@code basket-closed} or {@code basket-not-open}. */
    public void requireOpen() {
      switch (this) {
        case OPEN -> {}
        case CLOSED -> throw new BasketClosed();
        case WAITING_FOR_BUDGET -> throw new BasketNotOpen();
      }
    }
  }

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
