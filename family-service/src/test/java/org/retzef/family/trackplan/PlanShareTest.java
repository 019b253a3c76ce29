package org.retzef.family.trackplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanShareTest {

  @ParameterizedTest
  @CsvSource({"2900,3494,83", "150,176,85", "2900,3280,88", "1,200,1", "1,201,0", "7,5,140"})
  void roundsToWholePercents(long families, int seats, int percent) {
    assertThat(PlanShare.percent(families, seats)).isEqualTo(percent);
  }

  @Test
  void isNoNumberWithoutADenominator() {
    PlanShare share = PlanShare.without("MAPA", LocalDate.of(2020, 9, 18), 150);
    assertThat(share.percent()).isNull();
    assertThat(share.denominator()).isNull();
    assertThat(share.code()).isEqualTo("no-denominator");
  }
}
