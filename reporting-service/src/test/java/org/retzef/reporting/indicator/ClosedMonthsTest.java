package org.retzef.reporting.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedMonthsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

  @ParameterizedTest
  @CsvSource({
    ", 2020-03-31, , 2020-03-31",
    ", 2020-03-30, , 2020-02-29",
    ", 2026-11-30, , 2026-10-31",
    "2020-01-20, 2020-03-10, 2020-01-01, 2020-02-29",
    "2020-03-05, 2020-03-10, 2020-02-01, 2020-02-29"
  })
  void areTheLastThatAreOver(LocalDate from, LocalDate to, LocalDate first, LocalDate last) {
    assertThat(ClosedMonths.of(new Point(from, to), TODAY)).isEqualTo(new Point(first, last));
  }
}
