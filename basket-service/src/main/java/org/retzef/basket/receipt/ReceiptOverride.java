package org.retzef.basket.receipt;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * What people say of a delivery where the family did not say yes: one proposes, another confirms.
 *
 * @param amount what came, of {@code CAME_IN_PART}
 * @param proposedBy the subject of who proposed it
 * @param answer null until a second person has confirmed or declined it
 */
record ReceiptOverride(
    UUID id,
    UUID receiptId,
    Outcome outcome,
    @Nullable Money amount,
    Reason reasonCode,
    String proposedBy,
    Instant proposedAt,
    @Nullable Answer answer) {

  enum Outcome {
    CAME,
    /** Only what came is paid. */
    CAME_IN_PART,
    /** Nothing is paid, and the money is left in the basket again. */
    DID_NOT_COME
  }

  enum Reason {
    SEEN_AT_HOME,
    SAID_BY_PHONE,
    SAID_IN_PERSON,
    PHONE_UNREACHABLE,
    PROOF_OF_VENDOR,
    TAKEN_BACK,
    OTHER
  }

  enum Answer {
    CONFIRMED,
    DECLINED
  }
}
