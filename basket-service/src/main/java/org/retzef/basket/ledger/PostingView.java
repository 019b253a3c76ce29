package org.retzef.basket.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * A posting as it was written.
 *
 * @param reference the id of the budget, basket, request or payment that it was done for
 * @param effectiveOn the day that it counts for
 * @param reverses the posting that it undoes
 */
record PostingView(
    UUID id,
    Posting.Kind kind,
    UUID reference,
    Instant postedAt,
    LocalDate effectiveOn,
    @Nullable UUID reverses,
    List<Entry> entries) {

  /**
   * @param amount positive into the account, negative out of it
   * @param shares of the sources; together the amount, and added up over an account's entries never
   *     an agora off
   */
  record Entry(String account, Money amount, List<SourceShare> shares) {}
}
