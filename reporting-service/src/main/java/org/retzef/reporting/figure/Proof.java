package org.retzef.reporting.figure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.figure.ProofTurns.Known;
import org.retzef.reporting.fold.DeepProof;
import org.retzef.reporting.fold.Taken;

/**
 * What the last proofs have found: the aggregates against the facts behind them, what was folded
 * against what was told, and the facts against those that all events give when they are folded
 * anew.
 *
 * @param asOf the day of the items; where they were proved on several, the first of these
 * @param difference the sum of all differences that were found; anything but 0 is an error of ours,
 *     and 0 says that all is right only where {@code provedAt} is not null
 * @param provedAt since when all is known: of which moment the oldest proof is; null while a
 *     measure waits for its first one, or none is known yet
 * @param waiting how many measures were not proved yet; {@code difference} knows nothing of them
 * @param failed how many measures' last proof has failed; what is told of them is of an earlier one
 * @param facts how many facts were counted
 * @param items of each measure that was proved
 * @param events of each topic; empty before the first count
 * @param deepProof the last one, which is made at night; null if none has come to its end yet
 */
record Proof(
    LocalDate asOf,
    long difference,
    @Nullable Instant provedAt,
    long waiting,
    long failed,
    long facts,
    List<Item> items,
    List<Taken> events,
    @Nullable DeepProof deepProof) {

  /**
   * @param code of the measure
   * @param aggregate what the figure was on {@code asOf}, in the whole country; agorot where it is
   *     money
   * @param raw what the facts gave for that day
   * @param difference between both at any place, in any trait, on any day, in any month and year,
   *     past or to come, all added up
   * @param provedAt of which moment this is
   * @param failedAt when a later proof of it has failed; null if none has
   */
  record Item(
      String code,
      long aggregate,
      long raw,
      long difference,
      long facts,
      LocalDate asOf,
      Instant provedAt,
      @Nullable Instant failedAt) {}

  /**
   * @param today what {@code asOf} says where nothing was proved
   */
  static Proof of(
      LocalDate today, List<Known> measures, List<Taken> events, @Nullable DeepProof deepProof) {
    List<Item> items = measures.stream().map(Known::last).flatMap(Optional::stream).toList();
    long waiting = measures.size() - items.size();
    Optional<Instant> oldest = items.stream().map(Item::provedAt).min(Comparator.naturalOrder());
    return new Proof(
        items.stream().map(Item::asOf).min(Comparator.naturalOrder()).orElse(today),
        items.stream().mapToLong(Item::difference).sum(),
        waiting == 0 ? oldest.orElse(null) : null,
        waiting,
        measures.stream().filter(Known::failed).count(),
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
        provedAt,
        waiting,
        failed,
        facts,
        List.of(),
        events,
        deepProof == null ? null : deepProof.withoutItems());
  }
}
