package org.retzef.basket.allocation;

import java.util.List;
import java.util.Set;
import org.retzef.basket.ledger.Account;
import org.retzef.platform.caller.UnitPath;

/**
 * A budget, with all that a movement within it is held against on its day.
 *
 * @param tracks of its lines
 * @param units those of the movement that are there and not closed
 * @param accounts names of those that the movement needs and that are open
 */
record BudgetToMove(int year, List<String> tracks, Set<UnitPath> units, Set<String> accounts) {

  boolean hasOpen(Account account) {
    return accounts.contains(account.name());
  }
}
