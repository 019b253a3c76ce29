package org.retzef.basket.allocation;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * A movement of a budget's money.
 *
 * @param id of its posting
 * @param from null where the line grew
 * @param to null where the line was cut
 * @param madeBy the token's subject
 */
record Movement(
    UUID id,
    UUID budgetId,
    @Nullable BudgetPlace from,
    @Nullable BudgetPlace to,
    Money amount,
    @Nullable String reasonCode,
    LocalDate effectiveOn,
    String madeBy) {}
