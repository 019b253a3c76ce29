package org.retzef.family.plan;

import org.retzef.platform.problem.Refusal;

/** Nobody approves a plan that they wrote in. */
final class OwnPlan extends Refusal {

  OwnPlan() {
    super(Kind.CONFLICT, "own-plan");
  }
}
