package org.retzef.basket.serviceplan;

import org.retzef.platform.problem.Refusal;

/** The plan does not stand where this could be done with it. */
final class PlanStepNotAllowed extends Refusal {

  PlanStepNotAllowed() {
    super(Kind.CONFLICT, "plan-step-not-allowed");
  }
}
