package org.retzef.training.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a plan comes to, reckoned in three ways that need not agree [S3].
 *
 * @param planned the sessions of the months, and their seats
 * @param narrative the sessions of so many weeks with so many each, and their seats
 * @param needed the sessions that the goal takes: with full sessions, and with the smallest
 * @param differ whether the months plan more or fewer sessions than the goal needs, or than the
 *     narrative says
 * @param months how the seats add up towards the goal
 */
record Forecast(
    Sessions planned, Sessions narrative, Range needed, boolean differ, List<Month> months) {

  /**
   * @param sessions from the least to the most
   * @param seats from the least to the most
   */
  record Sessions(Range sessions, Range seats) {}

  /**
   * @param sessions planned until its end
   * @param seats in these
   */
  record Month(int month, int sessions, SeatsSoFar seats, Standing standing) {}

  /** Zero until the first session. */
  record SeatsSoFar(int from, int until) {}

  /** Whether the seats until the end of a month are fewer than the goal, may reach it, or do. */
  enum Standing {
    BELOW_GOAL,
    MAY_REACH_GOAL,
    REACHES_GOAL
  }

  static Forecast of(PlanRequest plan) {
    int total = plan.months().stream().mapToInt(PlannedMonth::sessions).sum();
    Range planned = new Range(total, total);
    Range narrative = plan.sessionsAWeek().times(plan.weeks());
    Range needed =
        new Range(
            Math.ceilDiv(plan.goal(), plan.seats().until()),
            Math.ceilDiv(plan.goal(), plan.seats().from()));
    return new Forecast(
        new Sessions(planned, planned.times(plan.seats())),
        new Sessions(narrative, narrative.times(plan.seats())),
        needed,
        !(planned.equals(narrative) && needed.from() <= total && total <= needed.until()),
        monthsOf(plan));
  }

  private static List<Month> monthsOf(PlanRequest plan) {
    List<Month> months = new ArrayList<>();
    int sessions = 0;
    for (PlannedMonth planned :
        plan.months().stream().sorted(Comparator.comparing(PlannedMonth::month)).toList()) {
      sessions += planned.sessions();
      var seats = new SeatsSoFar(sessions * plan.seats().from(), sessions * plan.seats().until());
      months.add(new Month(planned.month(), sessions, seats, standing(seats, plan.goal())));
    }
    return months;
  }

  private static Standing standing(SeatsSoFar seats, int goal) {
    if (seats.until() < goal) {
      return Standing.BELOW_GOAL;
    }
    return seats.from() < goal ? Standing.MAY_REACH_GOAL : Standing.REACHES_GOAL;
  }
}
