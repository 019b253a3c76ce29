package org.retzef.training.supervision;

import org.retzef.platform.problem.Refusal;

/** It is not paused. */
final class SupervisionRuns extends Refusal {

  SupervisionRuns() {
    super(Kind.CONFLICT, "supervision-runs");
  }
}
