package org.retzef.family.questionnaire;

import org.retzef.platform.problem.Refusal;

final class AlreadyPublished extends Refusal {

  AlreadyPublished() {
    super(Kind.CONFLICT, "questionnaire-already-published");
  }
}
