package org.retzef.basket.receipt;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;

/**
 * @param amount what came, needed with {@code CAME_IN_PART} and with nothing else
 */
record ProposeOverrideRequest(
    @NotNull ReceiptOverride.Outcome outcome,
    @Nullable @AboveZero Money amount,
    @NotNull ReceiptOverride.Reason reasonCode) {}
