package org.retzef.basket.serviceplan;

import org.retzef.platform.problem.Refusal;

/** What waits for a decision or was decided is not edited. */
final class PlanNotInDraft extends Refusal {

  PlanNotInDraft() {
    super(Kind.CONFLICT, "service-plan-not-in-draft");
  }
}
