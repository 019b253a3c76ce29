package org.retzef.reporting.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTest {

  /** The newsletter's own shares, and what rounds up and down. */
  @ParameterizedTest
  @CsvSource({
    "2900, 3494, 83",
    "150, 176, 85",
    "150, 177, 85",
    "1, 200, 1",
    "1, 201, 0",
    "5, 4, 125",
    "0, 7, 0"
  })
  void roundsToWholePercentAndKeepsTheParts(long families, long seats, long percent) {
    LocalDate published = LocalDate.of(2020, 1, 1);
    Value share = Value.share(families, new Value.Whole(seats, 2, published));
    assertThat(share).isEqualTo(new Value(percent, families, seats, 2, published, null, null));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 5", "7, 5", "8, 10", "42, 40", "43, 45", "-3, -5"})
  void roundsACountToTheNearestFive(long count, long rounded) {
    assertThat(Value.count(count).rounded(5))
        .isEqualTo(new Value(rounded, null, null, null, null, null, 5L));
  }

  @Test
  void givesTheShareOfRoundedPartsAndLeavesSeatsAsTheyAre() {
    Value share = Value.share(17, new Value.Whole(42, null, null)).rounded(5);
    assertThat(share).isEqualTo(new Value(38L, 15L, 40L, null, null, null, 5L));
    Value ofPlan = Value.share(17, new Value.Whole(42, 1, null)).rounded(5);
    assertThat(ofPlan).isEqualTo(new Value(36L, 15L, 42L, 1, null, null, 5L));
    assertThat(Value.unknown().rounded(5)).isEqualTo(Value.unknown());
  }

  @Test
  void givesNoShareOfNothing() {
    var none = new Value(null, 2900L, null, null, null, "no-denominator", null);
    assertThat(Value.share(2900, null)).isEqualTo(none);
    assertThat(Value.share(2900, new Value.Whole(0, 1, null))).isEqualTo(none);
  }
}
