package org.retzef.rights.debt;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.retzef.rights.money.Money;

/**
 * @param settled what is still to be paid by the settlement; {@code 0} where nothing is
 */
record SettleDebtRequest(
    @NotNull Debt.Outcome outcome,
    @NotNull Money settled,
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate settledOn) {}
