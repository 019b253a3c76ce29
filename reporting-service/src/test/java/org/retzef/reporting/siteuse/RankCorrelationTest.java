package org.retzef.reporting.siteuse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {

  private static final double[] RISING = {1, 2, 3, 4, 5, 6};

  @Test
  void isOneWhereBothRiseHoweverUnevenly() {
    assertThat(RankCorrelation.of(RISING, new double[] {1, 10, 11, 12, 1_000, 1_001}))
        .isEqualTo(1.0);
    assertThat(RankCorrelation.of(RISING, new double[] {9, 8, 7, 6, 5, -400})).isEqualTo(-1.0);
  }

  /** Worked out by hand: ranks 1, 2.5, 2.5, 4, 5, 6 against 2, 1, 4, 3, 6, 5. */
  @Test
  void sharesRanksAmongEquals() {
    assertThat(
            RankCorrelation.of(
                new double[] {10, 20, 20, 40, 50, 60}, new double[] {2, 1, 4, 3, 6, 5}))
        .isEqualTo(0.75);
  }

  @Test
  void isNoneWhereThereAreFewOrOneSideDoesNotVary() {
    assertThat(RankCorrelation.of(new double[] {1, 2, 3, 4}, new double[] {1, 2, 3, 4})).isNull();
    assertThat(RankCorrelation.of(RISING, new double[] {7, 7, 7, 7, 7, 7})).isNull();
  }
}
