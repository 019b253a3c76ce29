package org.retzef.family.referral;

import org.retzef.platform.problem.Refusal;

/** It was answered, or has expired. */
final class ReferralAnswered extends Refusal {

  ReferralAnswered() {
    super(Kind.CONFLICT, "referral-answered");
  }
}
