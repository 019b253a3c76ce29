package org.retzef.basket.ledger;

import java.util.Locale;
import java.util.UUID;

/**
 * Where money is. Its name says it: {@code budget/2021/MAPA}, {@code reserved/<basket id>}.
 *
 * @param owner whose it is: a source's code, a budget line, a basket's id
 */
public record Account(Kind kind, String owner) {

  /** In the order in which money passes through them. */
  public enum Kind {
    /** Where money comes from; the only kind that goes below zero. */
    SOURCE,
    /** Set aside for a track and a year. */
    BUDGET,
    /** In a family's basket, free to be asked for. */
    AVAILABLE,
    /** In a basket, bound by a request. */
    RESERVED,
    /** Paid out of a basket. */
    SPENT
  }

  public static Account source(String code) {
    return new Account(Kind.SOURCE, code);
  }

  public static Account budget(int year, String track) {
    return new Account(Kind.BUDGET, year + "/" + track);
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

  public String name() {
    return kind.name().toLowerCase(Locale.ROOT) + "/" + owner;
  }
}
