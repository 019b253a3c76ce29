package org.retzef.family.trackplan;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How much of a plan is filled: never a percentage without its two numbers, its plan and its day.
 *
 * @param numerator families active in the track, in the unit and below, on the day
 * @param denominator seats of the plan; null where there is none
 * @param percent rounded to whole percents; null where there is no denominator
 * @param code {@code no-denominator} where no plan for the unit held on the day and was published
 *     by then, or where it plans for nobody
 * @param from first day of the plan
 * @param until last day of the plan
 */
record PlanShare(
    String track,
    LocalDate asOf,
    long numerator,
    @Nullable Integer denominator,
    @Nullable Integer percent,
    @Nullable UUID planId,
    @Nullable Integer planVersion,
    @Nullable LocalDate publishedOn,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    @Nullable String code) {

  private static final String NO_DENOMINATOR = "no-denominator";

  static PlanShare without(String track, LocalDate asOf, long numerator) {
    return new PlanShare(
        track, asOf, numerator, null, null, null, null, null, null, null, NO_DENOMINATOR);
  }

  static PlanShare of(TrackPlan plan, LocalDate asOf, long numerator) {
    boolean forNobody = plan.seats() == 0;
    return new PlanShare(
        plan.track(),
        asOf,
        numerator,
        forNobody ? null : plan.seats(),
        forNobody ? null : percent(numerator, plan.seats()),
        plan.id(),
        plan.version(),
        plan.publishedOn(),
        plan.from(),
        plan.until(),
        forNobody ? NO_DENOMINATOR : null);
  }

  /** Half a percent counts as a whole one. */
  static int percent(long numerator, int denominator) {
    return Math.toIntExact((200 * numerator + denominator) / (2L * denominator));
  }
}
