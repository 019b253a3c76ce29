package org.retzef.training.supervision;

import org.retzef.platform.problem.Refusal;

/** The worker has supervision of this kind. */
final class SupervisionExists extends Refusal {

  SupervisionExists() {
    super(Kind.CONFLICT, "supervision-exists");
  }
}
