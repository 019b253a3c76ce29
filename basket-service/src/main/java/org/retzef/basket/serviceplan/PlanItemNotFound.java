package org.retzef.basket.serviceplan;

import org.retzef.platform.problem.Refusal;

/** The plan has no such service. */
final class PlanItemNotFound extends Refusal {

  PlanItemNotFound() {
    super(Kind.NOT_FOUND, "service-not-found");
  }
}
