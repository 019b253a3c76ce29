package org.retzef.family.referral;

import org.retzef.platform.problem.Refusal;

/** Only what was accepted has a result, and only one. */
final class ReferralNotAccepted extends Refusal {

  ReferralNotAccepted() {
    super(Kind.CONFLICT, "referral-not-accepted");
  }
}
