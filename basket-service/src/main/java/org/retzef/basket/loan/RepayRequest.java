package org.retzef.basket.loan;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;

/** What was paid back of a loan. */
record RepayRequest(
    @NotNull @AboveZero Money amount,
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate paidOn) {}
