package org.retzef.family.questionnaire;

import org.retzef.platform.problem.Refusal;

final class NotPublished extends Refusal {

  NotPublished() {
    super(Kind.CONFLICT, "questionnaire-not-published");
  }
}
