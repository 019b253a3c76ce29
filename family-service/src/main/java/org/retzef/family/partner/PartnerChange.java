package org.retzef.family.partner;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.referral.Referral;

/**
 * One thing that a partner is told of, by the feed and by its webhook.
 *
 * @param id also the {@code webhook-id}
 * @param number counts the partner's changes from 1, without a gap
 * @param type {@code referral.accepted}, {@code referral.declined}, {@code referral.expired},
 *     {@code referral.closed} of what it referred; {@code referral.received} and {@code
 *     referral.expired} of what it was sent, without a reference; {@code consent.changed}; {@code
 *     family.erased}
 * @param data ids and codes
 */
public record PartnerChange(
    UUID id, long number, String type, Instant at, Map<String, Object> data) {

  /** An answer or a result to a referral of the partner, or that nobody answered. */
  record ReferralMoved(
      UUID referralId,
      String reference,
      Referral.Status status,
      Referral.@Nullable DeclineReason declineReason,
      Referral.@Nullable Result result) {

    static ReferralMoved of(PartnerReferral referral) {
      return new ReferralMoved(
          referral.id(),
          referral.reference(),
          referral.status(),
          referral.declineReason(),
          referral.result());
    }

    String type() {
      return "referral." + status.name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
