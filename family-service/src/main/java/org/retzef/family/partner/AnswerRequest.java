package org.retzef.family.partner;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.referral.Referral;

/**
 * @param reason why it is declined; asked for then and only then
 * @param familyId the family that it is about, where the department knows it; only when accepted
 */
record AnswerRequest(
    @NotNull Decision decision, Referral.@Nullable DeclineReason reason, @Nullable UUID familyId) {

  enum Decision {
    ACCEPT,
    DECLINE
  }

  boolean isDecline() {
    return decision == Decision.DECLINE;
  }
}
