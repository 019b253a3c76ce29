package org.retzef.basket.voucher;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;

/**
 * @param amount what came now; null for all that is still to come
 * @param last whether nothing more will come; null for: when all has come
 */
record ConfirmDeliveryRequest(
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate deliveredOn,
    @Nullable @AboveZero Money amount,
    @Nullable Boolean last) {}
