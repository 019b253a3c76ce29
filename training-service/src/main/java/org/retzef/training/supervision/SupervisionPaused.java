package org.retzef.training.supervision;

import org.retzef.platform.problem.Refusal;

/** It is paused already. */
final class SupervisionPaused extends Refusal {

  SupervisionPaused() {
    super(Kind.CONFLICT, "supervision-paused");
  }
}
