package org.retzef.training.yearlyplan;

import org.retzef.platform.problem.Refusal;

/** There is no such plan, or the caller does not see it. */
final class YearlyPlanNotFound extends Refusal {

  YearlyPlanNotFound() {
    super(Kind.NOT_FOUND, "yearly-plan-not-found");
  }
}
