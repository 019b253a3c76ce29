package org.retzef.family.questionnaire;

import org.retzef.platform.problem.Refusal;

final class NotInvited extends Refusal {

  NotInvited() {
    super(Kind.CONFLICT, "not-invited");
  }
}
