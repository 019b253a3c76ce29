package org.retzef.basket.serviceplan;

import org.retzef.platform.problem.Refusal;

/** A second person approves what was submitted. */
final class OwnServicePlan extends Refusal {

  OwnServicePlan() {
    super(Kind.CONFLICT, "own-service-plan");
  }
}
