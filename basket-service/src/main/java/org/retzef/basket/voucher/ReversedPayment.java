package org.retzef.basket.voucher;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.money.Money;

/**
 * A payment that was undone.
 *
 * @param amount that was paid
 * @param version the voucher's
 */
record ReversedPayment(
    UUID paymentId,
    UUID voucherId,
    Money amount,
    Reason reasonCode,
    LocalDate reversedOn,
    long version) {

  enum Reason {
    WRONG_AMOUNT,
    /** The vendor was paid in another way, too. */
    PAID_TWICE,
    /** The bank or the vendor sent it back. */
    RETURNED,
    OTHER
  }
}
