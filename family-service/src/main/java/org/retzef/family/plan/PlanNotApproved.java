package org.retzef.family.plan;

import org.retzef.platform.problem.Refusal;

final class PlanNotApproved extends Refusal {

  PlanNotApproved() {
    super(Kind.CONFLICT, "plan-not-approved");
  }
}
