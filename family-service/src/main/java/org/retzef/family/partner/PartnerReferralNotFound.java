package org.retzef.family.partner;

import org.retzef.platform.problem.Refusal;

/** No such referral of this partner, or to a unit of the caller's. */
final class PartnerReferralNotFound extends Refusal {

  PartnerReferralNotFound() {
    super(Kind.NOT_FOUND, "partner-referral-not-found");
  }
}
