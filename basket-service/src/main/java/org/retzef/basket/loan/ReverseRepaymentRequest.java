package org.retzef.basket.loan;

import jakarta.validation.constraints.NotNull;

/** Why a repayment is undone. */
record ReverseRepaymentRequest(@NotNull Repayment.Reason reasonCode) {}
