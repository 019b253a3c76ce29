package org.retzef.basket.serviceplan;

import org.retzef.platform.problem.Refusal;

/** The authority has a plan for this year already. */
final class ServicePlanExists extends Refusal {

  ServicePlanExists() {
    super(Kind.CONFLICT, "service-plan-exists");
  }
}
