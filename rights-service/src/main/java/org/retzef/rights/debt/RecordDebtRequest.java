package org.retzef.rights.debt;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.money.AboveZero;
import org.retzef.rights.money.Money;

/**
 * @param abusive whether its terms are unlawful
 * @param youthStage given where a young person of the family owes it
 * @param since when it arose
 */
record RecordDebtRequest(
    @NotNull UUID familyId,
    @NotNull Debt.CreditorKind creditorKind,
    @NotNull @AboveZero Money amount,
    @NotNull Boolean abusive,
    @NotNull Boolean greyMarket,
    Debt.@Nullable YouthStage youthStage,
    @NotNull Debt.Enforcement enforcement,
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate since) {}
