package org.retzef.basket.closing;

import org.retzef.basket.money.Money;

/**
 * What an account held at the end of a closed period, of all that counts for its days.
 *
 * @param account its name: {@code budget/2021/MAPA}
 */
record ClosingBalance(String account, Money balance) {}
