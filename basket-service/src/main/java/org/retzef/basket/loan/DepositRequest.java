package org.retzef.basket.loan;

import jakarta.validation.constraints.NotNull;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;

/** Money for the loan fund. */
record DepositRequest(@NotNull @AboveZero Money amount) {}
