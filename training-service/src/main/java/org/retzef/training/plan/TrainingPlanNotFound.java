package org.retzef.training.plan;

import org.retzef.platform.problem.Refusal;

/** There is no such plan, or it is not for the caller's unit: no difference is shown. */
final class TrainingPlanNotFound extends Refusal {

  TrainingPlanNotFound() {
    super(Kind.NOT_FOUND, "training-plan-not-found");
  }
}
