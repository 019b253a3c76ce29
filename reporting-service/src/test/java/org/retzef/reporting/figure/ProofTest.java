package org.retzef.reporting.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.retzef.reporting.figure.ProofTurns.Known;

class ProofTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
  private static final Instant NINE = Instant.parse("2026-11-30T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-11-30T10:00:00Z");

  @Test
  void isAsOldAsItsOldestMeasure() {
    Proof proof = of(proved("a", 0, TEN), proved("b", 2, NINE), proved("c", 3, TEN));
    assertThat(proof.provedAt()).isEqualTo(NINE);
    assertThat(proof.difference()).isEqualTo(5);
    assertThat(proof.waiting()).isZero();
  }

  @Test
  void isNotProvedWhileAMeasureWaits() {
    Proof proof = of(proved("a", 2, TEN), new Known("b", Optional.empty(), NINE, true));
    assertThat(proof.provedAt()).isNull();
    assertThat(proof.waiting()).isEqualTo(1);
    assertThat(proof.failed()).isEqualTo(1);
    assertThat(proof.difference()).as("what was found is told").isEqualTo(2);
    assertThat(proof.items()).extracting(Proof.Item::code).containsExactly("a");
  }

  /** As after another edition has begun to answer, until the next run. */
  @Test
  void isNotProvedWhereNoMeasureIsKnown() {
    Proof proof = of();
    assertThat(proof.provedAt()).isNull();
    assertThat(proof.asOf()).isEqualTo(TODAY);
  }

  @Test
  void tellsWithoutItsItemsSinceWhenItIsKnown() {
    Proof proof = of(proved("a", 2, TEN)).withoutItems();
    assertThat(proof.provedAt()).isEqualTo(TEN);
    assertThat(proof.difference()).isEqualTo(2);
    assertThat(proof.items()).isEmpty();
  }

  private static Proof of(Known... measures) {
    return Proof.of(TODAY, List.of(measures), List.of(), null);
  }

  private static Known proved(String measure, long difference, Instant at) {
    var item = new Proof.Item(measure, 1, 1, difference, 1, TODAY, at, null);
    return new Known(measure, Optional.of(item), at, false);
  }
}
