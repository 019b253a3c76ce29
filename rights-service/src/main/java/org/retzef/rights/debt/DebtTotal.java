package org.retzef.rights.debt;

import org.retzef.rights.money.Money;

/**
 * The debts to one kind of creditor.
 *
 * @param won by settlements: what need not be paid any more
 */
record DebtTotal(
    Debt.CreditorKind creditorKind,
    int debts,
    int families,
    Money amount,
    int abusive,
    int greyMarket,
    int youth,
    int settled,
    Money won) {}
