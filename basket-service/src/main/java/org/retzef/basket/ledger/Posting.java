package org.retzef.basket.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.paging.Ids;

/**
 * One movement of money. What leaves accounts enters others, to the agora.
 *
 * @param reference what it was done for: the id of a budget, basket, request or payment
 * @param effectiveOn the day that it counts for; null for today
 * @param sharesOf the day whose shares of the sources count; null for the one that it counts for
 * @param borneAs the account whose fund says which sources bear it; null for the first that pays
 */
public record Posting(
    UUID id,
    Kind kind,
    UUID reference,
    @Nullable LocalDate effectiveOn,
    @Nullable LocalDate sharesOf,
    @Nullable Account borneAs,
    List<Entry> entries) {

  /** Why money moved. */
  public enum Kind {
    BUDGET_LOADED,
    ENVELOPE_LOADED,
    /** A budget line grew or was cut. */
    BUDGET_CORRECTION,
    /** From one line or unit to another. */
    TRANSFER,
    /** Into a basket that opens. */
    ALLOCATION,
    /** Into or out of an open basket. */
    ADJUSTMENT,
    RESERVATION,
    RELEASE,
    PAYMENT,
    /** What a basket had left goes back. */
    BASKET_CLOSED,
    /** At the end of a year: to the next one, or back to the sources. */
    CARRY_OVER,
    /** Undoes another posting. */
    REVERSAL,
    DONATION_RECEIVED,
    DONATION_DISTRIBUTED,
    LOAN_CAPITAL,
    LOAN_GRANTED,
    LOAN_REPAID,
    LOAN_WRITTEN_OFF
  }

  /**
   * @param amount positive into the account, negative out of it
   */
  public record Entry(Account account, Money amount) {}

  public static Posting of(Kind kind, UUID reference) {
    return new Posting(Ids.next(), kind, reference, null, null, null, List.of());
  }

  /** This posting, counted for another day than today. */
  public Posting on(@Nullable LocalDate day) {
    return new Posting(id, kind, reference, day, sharesOf, borneAs, entries);
  }

  /** This posting, of money of a year: borne as its fund is when that year begins. */
  public Posting ofYear(int year) {
    return new Posting(
        id, kind, reference, effectiveOn, LocalDate.of(year, 1, 1), borneAs, entries);
  }

  /** This posting, borne by the sources that bear the fund of this account. */
  public Posting borneAs(Account account) {
    return new Posting(id, kind, reference, effectiveOn, sharesOf, account, entries);
  }

  /** This posting, with so much from one account to another; nothing is no entry. */
  public Posting move(Money amount, Account from, Account to) {
    if (amount.equals(Money.ZERO)) {
      return this;
    }
    List<Entry> longer = new ArrayList<>(entries);
    longer.add(new Entry(from, amount.negated()));
    longer.add(new Entry(to, amount));
    return new Posting(id, kind, reference, effectiveOn, sharesOf, borneAs, List.copyOf(longer));
  }
}
