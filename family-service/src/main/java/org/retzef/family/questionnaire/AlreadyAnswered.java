package org.retzef.family.questionnaire;

import org.retzef.platform.problem.Refusal;

final class AlreadyAnswered extends Refusal {

  AlreadyAnswered() {
    super(Kind.CONFLICT, "already-answered");
  }
}
