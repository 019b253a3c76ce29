package org.retzef.reporting.indicator;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;

/**
 * The times that are offered to whoever sees no small figures: whole months that are over. What
 * changes between two days may be one family's (decision 0103).
 */
public final class ClosedMonths {

  private ClosedMonths() {}

  /**
   * The time as it is answered for; as it was asked for to whoever works with families.
   *
   * @param asked until today at the latest
   */
  public static Point seenBy(Caller caller, Point asked, LocalDate today) {
    return SmallCells.areHiddenFrom(caller) ? of(asked, today) : asked;
  }

  /** Until the last end of a month that is over; of a time, at least that month. */
  static Point of(Point asked, LocalDate today) {
    LocalDate last = lastEnd(asked.last(), today);
    return new Point(first(asked.first(), last), last);
  }

  private static LocalDate lastEnd(LocalDate day, LocalDate today) {
    YearMonth month = YearMonth.from(day);
    boolean isOver = day.equals(month.atEndOfMonth()) && day.isBefore(today);
    return isOver ? day : month.minusMonths(1).atEndOfMonth();
  }

  private static @Nullable LocalDate first(@Nullable LocalDate first, LocalDate last) {
    if (first == null) {
      return null;
    }
    return YearMonth.from(first.isAfter(last) ? last : first).atDay(1);
  }
}
