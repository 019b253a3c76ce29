package org.retzef.family.questionnaire;

import org.retzef.platform.problem.Refusal;

final class QuestionnaireNotFound extends Refusal {

  QuestionnaireNotFound() {
    super(Kind.NOT_FOUND, "questionnaire-not-found");
  }
}
