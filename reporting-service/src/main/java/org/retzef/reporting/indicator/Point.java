package org.retzef.reporting.indicator;

import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.figure.Figures.Months;

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

  boolean isTime() {
    return first != null;
  }

  /** Of a time. */
  Months months() {
    return new Months(Objects.requireNonNull(first), last);
  }

  /** The day up to which nothing of it had come; null where all counts. */
  public @Nullable LocalDate before(Indicator indicator) {
    if (indicator.over() != null) {
      return last.minus(Period.parse(indicator.over()));
    }
    return indicator.kind() == Indicator.Kind.FLOW && first != null ? first.minusDays(1) : null;
  }
}
