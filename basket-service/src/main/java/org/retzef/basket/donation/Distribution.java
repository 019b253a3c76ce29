package org.retzef.basket.donation;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * What of a donation a family got.
 *
 * @param quantity null for money
 * @param amount null for things
 * @param reasonCode why it was undone; null, as who did it and when, where it was not
 */
record Distribution(
    UUID id,
    UUID donationId,
    UUID familyId,
    UnitPath unit,
    @Nullable Long quantity,
    @Nullable Money amount,
    LocalDate distributedOn,
    String recordedBy,
    @Nullable Reason reasonCode,
    @Nullable String reversedBy,
    @Nullable LocalDate reversedOn) {

  enum Reason {
    WRONG_FAMILY,
    /** Of money or of things. */
    WRONG_AMOUNT,
    RECORDED_TWICE,
    /** The family did not keep it. */
    RETURNED,
    OTHER
  }

  /** How many things; none of money. */
  long things() {
    return quantity == null ? 0 : quantity;
  }

  /** How much money; none of things. */
  Money money() {
    return amount == null ? Money.ZERO : amount;
  }

  Distribution reversed(Reason reason, String by, LocalDate day) {
    return new Distribution(
        id,
        donationId,
        familyId,
        unit,
        quantity,
        amount,
        distributedOn,
        recordedBy,
        reason,
        by,
        day);
  }
}
