package org.retzef.training.cohort;

import org.retzef.platform.problem.Refusal;

/** The course has no such cohort, or the caller does not see it. */
final class CohortNotFound extends Refusal {

  CohortNotFound() {
    super(Kind.NOT_FOUND, "cohort-not-found");
  }
}
