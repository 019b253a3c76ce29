package org.retzef.training.cohort;

import org.retzef.platform.problem.Refusal;

/** The course has a cohort of this number. */
final class CohortExists extends Refusal {

  CohortExists() {
    super(Kind.CONFLICT, "cohort-exists");
  }
}
