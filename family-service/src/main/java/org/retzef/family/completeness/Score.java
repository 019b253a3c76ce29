package org.retzef.family.completeness;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Points of those possible. */
final class Score {

  private Score() {}

  static @Nullable BigDecimal of(long points, long possible) {
    return possible == 0
        ? null
        : BigDecimal.valueOf(100 * points)
            .divide(BigDecimal.valueOf(possible), 1, RoundingMode.HALF_UP);
  }
}
