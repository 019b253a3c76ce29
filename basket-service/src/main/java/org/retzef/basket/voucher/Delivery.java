package org.retzef.basket.voucher;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.category.Category;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * What of a voucher a family is asked about.
 *
 * @param categories what was to come, each once
 * @param amount what was ordered
 * @param delivered what of it the vendor says has come
 * @param deliveredOn null before the delivery
 */
public record Delivery(
    UUID voucherId,
    UUID requestId,
    UUID basketId,
    UUID familyId,
    UnitPath unit,
    List<Category> categories,
    Money amount,
    Money delivered,
    String vendorName,
    @Nullable LocalDate deliveredOn) {}
