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
    assertThat(share).isEqualTo(new Value(percent, families, seats, 2, published, null));
  }

  @Test
  void givesNoShareOfNothing() {
    var none = new Value(null, 2900L, null, null, null, "no-denominator");
    assertThat(Value.share(2900, null)).isEqualTo(none);
    assertThat(Value.share(2900, new Value.Whole(0, 1, null))).isEqualTo(none);
  }
}
