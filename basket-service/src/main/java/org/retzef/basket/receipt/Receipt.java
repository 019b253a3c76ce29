package org.retzef.basket.receipt;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * The question whether a delivery came, and its answer.
 *
 * @param categories codes of what was delivered
 * @param language of the message; null before it is sent
 * @param sentAt when the SMS centre took the message
 * @param answeredBy null while there is no answer
 * @param expiresAt from then on no answer is taken
 */
record Receipt(
    UUID id,
    UUID voucherId,
    UUID requestId,
    UUID basketId,
    UUID familyId,
    UnitPath unit,
    List<String> categories,
    ReceiptStatus status,
    @Nullable Language language,
    @Nullable Instant sentAt,
    @Nullable Instant answeredAt,
    @Nullable Channel answeredBy,
    Instant expiresAt,
    long version) {

  /** Whether the link's last day is over. */
  boolean isOver(Instant now) {
    return status == ReceiptStatus.EXPIRED || !now.isBefore(expiresAt);
  }

  /** By which way a family answers. */
  enum Channel {
    PAGE,
    SMS
  }
}
