package org.retzef.basket.ledger;

import org.retzef.basket.money.Money;

/**
 * An account as it stands.
 *
 * @param account its name: {@code budget/2021/MAPA}
 */
record AccountBalance(String account, Account.Kind kind, Money balance) {}
