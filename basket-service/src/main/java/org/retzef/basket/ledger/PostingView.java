package org.retzef.basket.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.retzef.basket.money.Money;

/**
 * A posting as it was written.
 *
 * @param reference the id of the budget, basket, request or payment that it was done for
 */
record PostingView(
    UUID id, Posting.Kind kind, UUID reference, Instant postedAt, List<Entry> entries) {

  /**
   * @param amount positive into the account, negative out of it
   */
  record Entry(String account, Money amount) {}
}
