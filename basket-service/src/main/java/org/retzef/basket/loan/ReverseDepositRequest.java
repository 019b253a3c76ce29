package org.retzef.basket.loan;

import jakarta.validation.constraints.NotNull;

/** Why a deposit into the loan fund is undone. */
record ReverseDepositRequest(@NotNull Deposit.Reason reasonCode) {}
