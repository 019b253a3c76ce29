package org.retzef.basket.receipt;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A receipt as its department sees it.
 *
 * @param deliveredAt when the phone had the message
 * @param attempts to send it
 * @param failure why it was not sent or not delivered, coded: {@code number-refused}, {@code
 *     family-unknown}, {@code contact-unavailable}, {@code centre-unavailable}, {@code
 *     key-changed}, {@code not-delivered}
 * @param override what two people agreed on, where the family did not say yes
 * @param overrideProposed whether one person has proposed that, and a second one is waited for
 */
record ReceiptListItem(
    UUID id,
    UUID voucherId,
    UUID requestId,
    UUID basketId,
    UUID familyId,
    UnitPath unit,
    List<String> categories,
    ReceiptStatus status,
    Instant createdAt,
    @Nullable Instant sentAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant answeredAt,
    Receipt.@Nullable Channel answeredBy,
    Instant expiresAt,
    int attempts,
    @Nullable String failure,
    @Nullable Instant remindedAt,
    ReceiptOverride.@Nullable Outcome override,
    boolean overrideProposed,
    long version) {}
