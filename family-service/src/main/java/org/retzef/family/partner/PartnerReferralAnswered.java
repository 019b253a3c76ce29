package org.retzef.family.partner;

import org.retzef.platform.problem.Refusal;

/** It was answered already, or not yet where that is asked. */
final class PartnerReferralAnswered extends Refusal {

  PartnerReferralAnswered() {
    super(Kind.CONFLICT, "partner-referral-answered");
  }
}
