package org.retzef.reporting.indicator;

import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The day of a figure, or the time.
 *
 * @param first day of the time; null for all until the last
 * @param last the day
 */
public record Point(@Nullable LocalDate first, LocalDate last) {

  public static Point day(LocalDate day) {
    return new Point(null, day);
  }

  /** The last day of each month of a time; none of a day. */
  List<Point> endsOfMonths() {
    if (first == null) {
      return List.of();
    }
    return Stream.iterate(
            YearMonth.from(first),
            month -> !month.isAfter(YearMonth.from(last)),
            month -> month.plusMonths(1))
        .map(YearMonth::atEndOfMonth)
        .map(end -> day(end.isAfter(last) ? last : end))
        .toList();
  }

  /** The day up to which nothing of it had come; null where all counts. */
  public @Nullable LocalDate before(Indicator indicator) {
    if (indicator.over() != null) {
      return last.minus(Period.parse(indicator.over()));
    }
    return indicator.kind() == Indicator.Kind.FLOW && first != null ? first.minusDays(1) : null;
  }
}
