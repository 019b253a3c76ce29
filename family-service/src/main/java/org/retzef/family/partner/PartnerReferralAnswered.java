package org.retzef.family.partner;

import org.retzef.platform.problem.Refusal;

/** It was answered already or has expired, or was not answered yet where that is asked. */
final class PartnerReferralAnswered extends Refusal {

  PartnerReferralAnswered() {
    super(Kind.CONFLICT, "partner-referral-answered");
  }
}
