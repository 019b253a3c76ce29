package org.retzef.basket.voucher;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * A voucher that waits for a signature: what is needed to find it in a list, and nothing that was
 * written about the family.
 *
 * @param categories of what was ordered, in alphabetical order
 * @param validUntil after this day it buys nothing, signed or not
 */
record UnsignedVoucher(
    UUID id,
    String vendorName,
    List<String> categories,
    Money amount,
    LocalDate issuedOn,
    @Nullable LocalDate validUntil) {}
