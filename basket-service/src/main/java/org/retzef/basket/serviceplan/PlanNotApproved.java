package org.retzef.basket.serviceplan;

import org.retzef.platform.problem.Refusal;

/** Station 6 translates into practice what was approved. */
final class PlanNotApproved extends Refusal {

  PlanNotApproved() {
    super(Kind.CONFLICT, "service-plan-not-approved");
  }
}
