package org.retzef.reporting.figure;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.fold.DeepProof;
import org.retzef.reporting.fold.Taken;

/**
 * The aggregates against the facts behind them, what was folded against what was told, and the
 * facts against those that all events give when they are folded anew.
 *
 * @param difference the sum of all differences of the items; anything but 0 is an error of ours
 * @param facts how many facts were counted
 * @param events of each topic
 * @param deepProof the last one, which is made at night; null if none has come to its end yet
 */
record Proof(
    LocalDate asOf,
    long difference,
    long facts,
    List<Item> items,
    List<Taken> events,
    @Nullable DeepProof deepProof) {

  /**
   * @param code of the measure
   * @param aggregate what the figure is today, in the whole country; agorot where it is money
   * @param raw what the facts give today
   * @param difference between both at any place, in any trait, on any day, in any month and year,
   *     past or to come, all added up
   */
  record Item(String code, long aggregate, long raw, long difference, long facts) {}

  static Proof of(
      LocalDate asOf, List<Item> items, List<Taken> events, @Nullable DeepProof deepProof) {
    return new Proof(
        asOf,
        items.stream().mapToLong(Item::difference).sum(),
        items.stream().mapToLong(Item::facts).sum(),
        items,
        events,
        deepProof);
  }

  /** What differs in all, without how many there are of each measure. */
  Proof withoutItems() {
    return new Proof(
        asOf,
        difference,
        facts,
        List.of(),
        events,
        deepProof == null ? null : deepProof.withoutItems());
  }
}
