package org.retzef.family.referral;

import org.retzef.platform.problem.Refusal;

/** There is no such referral, or it is neither from nor to the caller. */
final class ReferralNotFound extends Refusal {

  ReferralNotFound() {
    super(Kind.NOT_FOUND, "referral-not-found");
  }
}
