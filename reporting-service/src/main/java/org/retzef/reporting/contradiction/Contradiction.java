package org.retzef.reporting.contradiction;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two statements that cannot both be true of one plan.
 *
 * @param code {@code published-share}: a printed share of a plan does not fit a recorded one;
 *     {@code plan-and-budget}: a year's seats and its budgeted families differ
 * @param track whose families are planned
 */
record Contradiction(
    Code code, @Nullable String indicator, String track, Statement one, Statement other) {

  /** What kind of contradiction. */
  enum Code {
    PUBLISHED_SHARE,
    PLAN_AND_BUDGET
  }

  /**
   * How many families somebody says are planned.
   *
   * @param source who says so: a budget of a year, a plan's version, a publication
   * @param on the day of it
   * @param families as stated; of a share, about
   * @param least of a share: fewer cannot have been meant
   * @param most of a share: more cannot have been meant
   */
  record Statement(
      String source, LocalDate on, long families, @Nullable Long least, @Nullable Long most) {}

  /**
   * A plan of a track that is recorded.
   *
   * @param year that it is for
   */
  record Recorded(String track, int year, boolean budget, Statement statement) {}

  static List<Contradiction> among(List<Published> published, List<Recorded> recorded) {
    List<Contradiction> found = new ArrayList<>();
    for (Published printed : published) {
      Published.ImpliedPlan implied = printed.impliedPlan();
      recorded.stream()
          .filter(plan -> plan.track().equals(printed.track()))
          .filter(plan -> printed.canMean(plan.year()))
          .filter(plan -> !implied.allows(plan.statement().families()))
          .map(plan -> againstShare(printed, implied, plan))
          .forEach(found::add);
    }
    found.addAll(plansAndBudgets(recorded));
    return found;
  }

  private static Contradiction againstShare(
      Published printed, Published.ImpliedPlan implied, Recorded plan) {
    return new Contradiction(
        Code.PUBLISHED_SHARE,
        printed.indicator(),
        printed.track(),
        plan.statement(),
        new Statement(
            printed.source(),
            printed.publishedOn(),
            implied.about(),
            implied.least(),
            implied.most()));
  }

  private static List<Contradiction> plansAndBudgets(List<Recorded> recorded) {
    List<Contradiction> found = new ArrayList<>();
    for (Recorded budget : recorded) {
      for (Recorded plan : recorded) {
        boolean sameYear = budget.track().equals(plan.track()) && budget.year() == plan.year();
        if (budget.budget()
            && !plan.budget()
            && sameYear
            && budget.statement().families() != plan.statement().families()) {
          found.add(
              new Contradiction(
                  Code.PLAN_AND_BUDGET,
                  null,
                  budget.track(),
                  budget.statement(),
                  plan.statement()));
        }
      }
    }
    return found;
  }
}
