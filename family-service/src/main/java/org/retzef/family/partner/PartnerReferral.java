package org.retzef.family.partner;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.referral.Referral;
import org.retzef.platform.caller.UnitPath;

/**
 * A referral as its partner sees it: what it sent in codes, and what came of it.
 *
 * @param reference the partner's own name for it
 * @param expiresOn last day on which it can be answered
 */
record PartnerReferral(
    UUID id,
    String partner,
    String reference,
    UnitPath unit,
    Referral.Reason reason,
    Referral.Status status,
    Referral.@Nullable DeclineReason declineReason,
    Referral.@Nullable Result result,
    Instant sentAt,
    LocalDate expiresOn,
    @Nullable Instant answeredAt,
    long version) {}
