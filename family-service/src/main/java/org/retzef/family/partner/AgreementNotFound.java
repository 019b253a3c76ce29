package org.retzef.family.partner;

import org.retzef.platform.problem.Refusal;

/** No agreement with this partner. */
final class AgreementNotFound extends Refusal {

  AgreementNotFound() {
    super(Kind.NOT_FOUND, "partner-agreement-not-found");
  }
}
