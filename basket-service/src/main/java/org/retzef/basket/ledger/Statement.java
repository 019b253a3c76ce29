package org.retzef.basket.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * What happened in an account.
 *
 * @param opening what it held before the first day asked for
 * @param closing what it held after the last day asked for
 * @param items in the order in which they were booked
 */
record Statement(
    String account,
    Account.Kind kind,
    Money opening,
    Money closing,
    List<Line> items,
    @Nullable String next) {

  /**
   * @param number counts the account's entries
   * @param bookedOn the day on which it was written
   * @param effectiveOn the day that it counts for
   * @param amount positive into the account, negative out of it
   * @param balance of the account afterwards
   */
  record Line(
      long number,
      UUID postingId,
      Posting.Kind kind,
      UUID reference,
      LocalDate bookedOn,
      LocalDate effectiveOn,
      Money amount,
      Money balance,
      List<SourceShare> shares) {}
}
