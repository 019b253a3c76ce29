package org.retzef.family.assessment;

import org.retzef.platform.problem.Refusal;

final class AssessmentNotFound extends Refusal {

  AssessmentNotFound() {
    super(Kind.NOT_FOUND, "assessment-not-found");
  }
}
