package org.retzef.basket.serviceplan;

import org.retzef.platform.problem.Refusal;

/** There is no such plan in the caller's units. */
final class ServicePlanNotFound extends Refusal {

  ServicePlanNotFound() {
    super(Kind.NOT_FOUND, "service-plan-not-found");
  }
}
