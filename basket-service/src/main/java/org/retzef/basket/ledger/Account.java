package org.retzef.basket.ledger;

import java.util.Locale;
import java.util.UUID;

/**
 * Where money is. Its name says it: {@code budget/2021/MAPA}, {@code reserved/<basket id>}.
 *
 * @param owner whose it is: a fund and year, a budget line, a basket's id
 */
public record Account(Kind kind, String owner) {

  /** In the order in which money passes through them. */
  public enum Kind {
    /** Where a fund's money comes from; goes below zero. */
    SOURCE,
    /** Set aside for a track and a year. */
    BUDGET,
    /** Of that, given to a district or an authority. */
    ALLOCATION,
    /** Set aside for a line of a year's envelope. */
    ENVELOPE,
    /** In a family's basket, free to be asked for. */
    AVAILABLE,
    /** In a basket, bound by a request. */
    RESERVED,
    /** Paid out of a basket. */
    SPENT,
    /** Where a donor's money comes from; goes below zero. */
    DONOR,
    /** Donated, not yet distributed. */
    DONATION,
    /** Of a donation, given to families. */
    DONATED,
    /** Where the loan fund's money comes from; goes below zero. */
    LOAN_CAPITAL,
    /** In the loan fund, free to be lent. */
    LOAN_FUND,
    /** Lent, not yet repaid. */
    LOAN,
    /** Lent, and written off. */
    LOAN_LOSS
  }

  public static Account source(String fund, int year) {
    return new Account(Kind.SOURCE, fund + "/" + year);
  }

  public static Account budget(int year, String line) {
    return new Account(Kind.BUDGET, year + "/" + line);
  }

  /**
   * @param unit the path of a district or an authority
   */
  public static Account allocation(int year, String line, String unit) {
    return new Account(Kind.ALLOCATION, year + "/" + line + "/" + unit);
  }

  public static Account envelope(int year, String line) {
    return new Account(Kind.ENVELOPE, year + "/" + line);
  }

  public static Account available(UUID basketId) {
    return new Account(Kind.AVAILABLE, basketId.toString());
  }

  public static Account reserved(UUID basketId) {
    return new Account(Kind.RESERVED, basketId.toString());
  }

  public static Account spent(UUID basketId) {
    return new Account(Kind.SPENT, basketId.toString());
  }

  /** The account of this name. */
  public static Account named(String name) {
    int slash = name.indexOf('/');
    return new Account(
        Kind.valueOf(name.substring(0, slash).replace('-', '_').toUpperCase(Locale.ROOT)),
        name.substring(slash + 1));
  }

  public String name() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "/" + owner;
  }
}
