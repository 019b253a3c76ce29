package org.retzef.family.plan;

import org.retzef.platform.problem.Refusal;

final class PlanNotSubmitted extends Refusal {

  PlanNotSubmitted() {
    super(Kind.CONFLICT, "plan-not-submitted");
  }
}
