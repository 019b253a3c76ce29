package org.retzef.basket.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Undoing a posting.
 *
 * @param effectiveOn the day that it counts for; today where it is missing
 */
record ReversalRequest(@Nullable LocalDate effectiveOn) {}
