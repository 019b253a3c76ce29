package org.retzef.family.partner;

import org.retzef.platform.problem.Refusal;

/** The caller has no agreement in force that allows this. */
final class AgreementMissing extends Refusal {

  AgreementMissing() {
    super(Kind.FORBIDDEN, "partner-agreement-missing");
  }
}
