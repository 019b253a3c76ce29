package org.retzef.basket.ledger;

import java.util.List;
import java.util.UUID;
import org.retzef.basket.money.Money;

/**
 * An account as it stands.
 *
 * @param account its name: {@code budget/2021/MAPA}
 * @param shares whose money it is, by the largest remainder; together the balance
 */
record AccountBalance(
    UUID id, String account, Account.Kind kind, Money balance, List<SourceShare> shares) {}
