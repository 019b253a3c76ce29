package org.retzef.reporting.sharing.agreement;

import org.retzef.platform.problem.Refusal;

final class AgreementExists extends Refusal {

  AgreementExists() {
    super(Kind.CONFLICT, "sharing-agreement-exists");
  }
}
