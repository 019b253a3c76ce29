package org.retzef.basket.loan;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * What was paid back of a loan.
 *
 * @param reasonCode why it was undone; null, as who did it and when, where it was not
 */
record Repayment(
    UUID id,
    UUID loanId,
    Money amount,
    LocalDate paidOn,
    String recordedBy,
    @Nullable Reason reasonCode,
    @Nullable String reversedBy,
    @Nullable LocalDate reversedOn) {

  enum Reason {
    WRONG_AMOUNT,
    /** It was another loan that was paid back. */
    WRONG_LOAN,
    RECORDED_TWICE,
    /** The bank sent it back. */
    RETURNED,
    OTHER
  }
}
