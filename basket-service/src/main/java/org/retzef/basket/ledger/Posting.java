package org.retzef.basket.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.paging.Ids;

/**
 * One movement of money. What leaves accounts enters others, to the agora.
 *
 * @param reference what it was done for: the id of a budget, basket, request or payment
 */
public record Posting(UUID id, Kind kind, UUID reference, List<Entry> entries) {

  public enum Kind {
    BUDGET_LOADED,
    ALLOCATION,
    RESERVATION,
    RELEASE,
    PAYMENT
  }

  /**
   * @param amount positive into the account, negative out of it
   */
  public record Entry(Account account, Money amount) {}

  public static Posting of(Kind kind, UUID reference) {
    return new Posting(Ids.next(), kind, reference, List.of());
  }

  /** This posting, with so much from one account to another; nothing is no entry. */
  public Posting move(Money amount, Account from, Account to) {
    if (amount.equals(Money.ZERO)) {
      return this;
    }
    List<Entry> longer = new ArrayList<>(entries);
    longer.add(new Entry(from, amount.negated()));
    longer.add(new Entry(to, amount));
    return new Posting(id, kind, reference, List.copyOf(longer));
  }
}
