package org.retzef.family.plan;

import org.retzef.platform.problem.Refusal;

final class GoalNotFound extends Refusal {

  GoalNotFound() {
    super(Kind.NOT_FOUND, "goal-not-found");
  }
}
