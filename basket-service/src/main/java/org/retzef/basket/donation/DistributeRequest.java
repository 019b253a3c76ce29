package org.retzef.basket.donation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;

/**
 * Giving of a donation to a family.
 *
 * @param quantity of things
 * @param amount of money, where the donation is money
 */
record DistributeRequest(
    @NotNull UUID familyId,
    @Nullable
        @Min(value = 1, message = "quantity-invalid")
        @Max(value = 1_000_000, message = "quantity-invalid")
        Long quantity,
    @Nullable @AboveZero Money amount,
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate distributedOn) {}
