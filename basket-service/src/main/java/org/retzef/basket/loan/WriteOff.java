package org.retzef.basket.loan;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * A proposal to write a loan off.
 *
 * @param amount that was written off; null until a second person approves
 */
record WriteOff(
    UUID id,
    UUID loanId,
    String reasonCode,
    String proposedBy,
    @Nullable String approvedBy,
    @Nullable Money amount) {}
