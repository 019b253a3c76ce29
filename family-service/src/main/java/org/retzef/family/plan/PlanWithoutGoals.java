package org.retzef.family.plan;

import org.retzef.platform.problem.Refusal;

final class PlanWithoutGoals extends Refusal {

  PlanWithoutGoals() {
    super(Kind.CONFLICT, "plan-without-goals");
  }
}
