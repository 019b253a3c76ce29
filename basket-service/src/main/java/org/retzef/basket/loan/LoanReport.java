package org.retzef.basket.loan;

import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * The loan fund's report: loans, and nothing that was given.
 *
 * @param year of the movements; null for all
 * @param repaid less what of it was undone; below zero where that is of other years
 * @param inFund that can be lent now
 * @param owed by all loans now
 */
record LoanReport(
    @Nullable Integer year,
    long loans,
    Money granted,
    Money repaid,
    Money writtenOff,
    Money inFund,
    Money owed) {}
