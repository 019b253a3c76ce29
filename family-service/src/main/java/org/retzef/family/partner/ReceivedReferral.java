package org.retzef.family.partner;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A referral as the department sees it.
 *
 * @param details who it is; null once it is declined, expired or closed
 * @param familyId the family that was found or registered for it; null before
 */
record ReceivedReferral(
    PartnerReferral referral,
    ReferRequest.@Nullable Details details,
    @Nullable UUID familyId,
    long version) {

  @Override
  public String toString() {
    return "ReceivedReferral " + referral.id();
  }
}
