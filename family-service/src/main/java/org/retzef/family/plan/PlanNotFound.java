package org.retzef.family.plan;

import org.retzef.platform.problem.Refusal;

final class PlanNotFound extends Refusal {

  PlanNotFound() {
    super(Kind.NOT_FOUND, "plan-not-found");
  }
}
