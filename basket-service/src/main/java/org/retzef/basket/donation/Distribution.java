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
 */
record Distribution(
    UUID id,
    UUID donationId,
    UUID familyId,
    UnitPath unit,
    @Nullable Long quantity,
    @Nullable Money amount,
    LocalDate distributedOn) {}
