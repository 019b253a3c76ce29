package org.retzef.family.partner;

import org.retzef.platform.problem.Refusal;

/** There is an agreement with this partner already. */
final class AgreementExists extends Refusal {

  AgreementExists() {
    super(Kind.CONFLICT, "partner-agreement-exists");
  }
}
