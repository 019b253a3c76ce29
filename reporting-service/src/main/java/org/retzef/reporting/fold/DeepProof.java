package org.retzef.reporting.fold;

import java.time.Instant;
import java.util.List;

/**
 * The facts that are on against those that the topics' events give when they are folded anew.
 *
 * @param asOf when it began: it compares the facts of that moment
 * @param difference the sum of all differences of the items; anything but 0 is an error of ours
 * @param facts how many were on
 */
public record DeepProof(
    Instant asOf, Instant provedAt, long difference, long facts, List<Item> items) {

  /**
   * @param code of the measure, or of a report's own table
   * @param facts how many were on
   * @param anew how many the events give
   * @param difference how many facts at least are missing, too many or wrong, month by month added
   *     up
   */
  public record Item(String code, long facts, long anew, long difference) {}

  /** What differs in all, without how many there are of each measure. */
  public DeepProof withoutItems() {
    return new DeepProof(asOf, provedAt, difference, facts, List.of());
  }

  static DeepProof of(Instant asOf, Instant provedAt, List<Item> items) {
    return new DeepProof(
        asOf,
        provedAt,
        items.stream().mapToLong(Item::difference).sum(),
        items.stream().mapToLong(Item::facts).sum(),
        items);
  }
}
