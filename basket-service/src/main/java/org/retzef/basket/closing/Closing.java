package org.retzef.basket.closing;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A closed month or year.
 *
 * @param until its last day; nothing is posted for that day or one before it any more
 * @param closedBy the token's subject
 * @param accounts that had been posted to
 * @param hash SHA-256 over what each of them held, in the order of their names, and the hash of the
 *     closing before; null while it is being counted
 */
record Closing(
    Period period,
    LocalDate until,
    Status status,
    String closedBy,
    Instant closedAt,
    @Nullable Long accounts,
    @Nullable String hash) {

  /** How far it is. */
  enum Status {
    /** Nothing is posted any more; the balances are being written down. */
    CLOSING,
    CLOSED
  }
}
