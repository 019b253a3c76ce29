package org.retzef.family.questionnaire;

import org.retzef.platform.problem.Refusal;

final class DistributionNotFound extends Refusal {

  DistributionNotFound() {
    super(Kind.NOT_FOUND, "distribution-not-found");
  }
}
