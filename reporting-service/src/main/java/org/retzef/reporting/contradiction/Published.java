package org.retzef.reporting.contradiction;

import java.time.LocalDate;

/**
 * A count as somebody printed it, with its share of a plan in whole percent.
 *
 * @param track whose planned families it was measured against, as far as one can tell
 */
record Published(
    String source,
    LocalDate publishedOn,
    String indicator,
    long value,
    int shareOfPlan,
    String track) {

  /**
   * The plans that a printed share can have been rounded from.
   *
   * @param about what the share gives as it stands
   */
  record ImpliedPlan(long least, long most, long about) {

    boolean allows(long plan) {
      return plan >= least && plan <= most;
    }
  }

  /** A share is of the plan of its year, or of one that is known already for the next. */
  boolean canMean(int year) {
    return year == publishedOn.getYear() || year == publishedOn.getYear() + 1;
  }

  ImpliedPlan impliedPlan() {
    long most = Math.floorDiv(value * 1000, shareOfPlan * 10L - 5);
    long least = -Math.floorDiv(-value * 1000, shareOfPlan * 10L + 5);
    return new ImpliedPlan(least, most, Math.round(value * 100.0 / shareOfPlan));
  }
}
