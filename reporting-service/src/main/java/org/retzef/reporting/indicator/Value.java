package org.retzef.reporting.indicator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A figure with its parts.
 *
 * @param number in whole units of the indicator; agorot, if that is money; null where there is
 *     none, and then {@code note} says why
 * @param planVersion of the plan that the denominator comes from; if its tracks differ, the newest
 * @param planPublishedOn when that version was published
 * @param note {@code no-denominator}: nothing to measure against; {@code no-record}: nobody has
 *     said; {@code small-cell}: so few that it could tell who they are
 * @param roundedTo the number, or the parts of a share, are the nearest whole multiple of so many;
 *     null where they are exact
 */
public record Value(
    @Nullable Long number,
    @Nullable Long numerator,
    @Nullable Long denominator,
    @Nullable Integer planVersion,
    @Nullable LocalDate planPublishedOn,
    @Nullable String note,
    @Nullable Long roundedTo) {

  static final Value HIDDEN = new Value(null, null, null, null, null, "small-cell", null);

  /** What is left of a share's whole; null without one. */
  @Nullable Long rest() {
    return numerator == null || denominator == null ? null : denominator - numerator;
  }

  /**
   * The nearest multiple; of a share, that of its rounded parts. The seats of a plan are nobody:
   * they stay as they are.
   *
   * @param step of the number, and of parts
   */
  Value rounded(long step) {
    if (numerator == null) {
      return number == null ? this : with(nearest(number, step), null, null, step);
    }
    long part = nearest(numerator, step);
    if (denominator == null) {
      return with(null, part, null, step);
    }
    long whole = planVersion == null ? nearest(denominator, step) : denominator;
    return with(percent(part, whole), part, whole, step);
  }

  private Value with(@Nullable Long value, @Nullable Long part, @Nullable Long whole, long step) {
    return new Value(value, part, whole, planVersion, planPublishedOn, note, step);
  }

  private static long nearest(long count, long step) {
    return Math.floorDiv(count + step / 2, step) * step;
  }

  static Value count(long number) {
    return new Value(number, null, null, null, null, null, null);
  }

  static Value unknown() {
    return new Value(null, null, null, null, null, "no-record", null);
  }

  /** In whole percent, as the newsletter prints it; exact are its parts. */
  static Value share(long numerator, @Nullable Whole whole) {
    return whole == null || whole.size() <= 0
        ? new Value(null, numerator, null, null, null, "no-denominator", null)
        : new Value(
            percent(numerator, whole.size()),
            numerator,
            whole.size(),
            whole.planVersion(),
            whole.planPublishedOn(),
            null,
            null);
  }

  /** What a share is measured against. */
  record Whole(long size, @Nullable Integer planVersion, @Nullable LocalDate planPublishedOn) {}

  private static long percent(long part, long whole) {
    return BigDecimal.valueOf(part)
        .movePointRight(2)
        .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
