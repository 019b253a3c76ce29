package org.retzef.reporting.headline;

import java.time.LocalDate;
import java.util.List;

/**
 * The aggregates against the facts behind them.
 *
 * @param difference the sum of all differences; anything but 0 is an error of ours
 * @param facts how many facts were counted
 */
record Proof(LocalDate asOf, long difference, long facts, List<Item> items) {

  /**
   * @param aggregate what the report answers today
   * @param raw what the facts give today
   * @param difference between both on any day or month, past or to come, all added up
   */
  record Item(String code, long aggregate, long raw, long difference, long facts) {}

  static Proof of(LocalDate asOf, List<Item> items) {
    return new Proof(
        asOf,
        items.stream().mapToLong(Item::difference).sum(),
        items.stream().mapToLong(Item::facts).sum(),
        items);
  }
}
