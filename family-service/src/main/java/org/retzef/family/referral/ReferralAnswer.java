package org.retzef.family.referral;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * @param reason why it is declined; asked for then and only then
 */
record ReferralAnswer(@NotNull Decision decision, Referral.@Nullable DeclineReason reason) {

  enum Decision {
    ACCEPT,
    DECLINE
  }
}
