package org.retzef.basket.allocation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;

/**
 * Moving money within a budget: from the line to a district, from a district to an authority, back
 * again, or to another line.
 *
 * @param effectiveOn the day that it counts for; today where it is missing
 */
record AllocateRequest(
    @NotNull @Valid BudgetPlace from,
    @NotNull @Valid BudgetPlace to,
    @NotNull @AboveZero Money amount,
    @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "code-invalid") String reasonCode,
    @Nullable LocalDate effectiveOn) {}
