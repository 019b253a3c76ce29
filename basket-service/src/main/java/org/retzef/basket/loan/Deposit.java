package org.retzef.basket.loan;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * What was put into the loan fund.
 *
 * @param depositedBy null where it was not kept
 * @param reasonCode why it was undone; null, as who did it and when, where it was not
 */
record Deposit(
    UUID id,
    Money amount,
    LocalDate depositedOn,
    @Nullable String depositedBy,
    @Nullable Reason reasonCode,
    @Nullable String reversedBy,
    @Nullable LocalDate reversedOn) {

  enum Reason {
    WRONG_AMOUNT,
    RECORDED_TWICE,
    /** It went back to who gave it, or never came. */
    RETURNED,
    OTHER
  }
}
