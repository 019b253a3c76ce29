package org.retzef.training.supervision;

import org.retzef.platform.problem.Refusal;

/** There is none of this worker, or the caller does not see it. */
final class SupervisionNotFound extends Refusal {

  SupervisionNotFound() {
    super(Kind.NOT_FOUND, "supervision-not-found");
  }
}
