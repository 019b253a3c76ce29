package org.retzef.reporting.siteuse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How far two traits rise together: Spearman's coefficient, from -1 to 1. Ranks, because a few
 * large cities would decide about the numbers themselves; equal values share the mean of their
 * ranks.
 */
final class RankCorrelation {

  /** With fewer a coefficient says nothing. */
  static final int FEWEST = 5;

  private RankCorrelation() {}

  /** Null where there are fewer than five pairs, or one side does not vary. */
  static @Nullable Double of(double[] one, double[] other) {
    if (one.length < FEWEST) {
      return null;
    }
    double[] ranks = ranks(one);
    double[] otherRanks = ranks(other);
    double mean = (one.length + 1) / 2.0;
    double together = 0;
    double alone = 0;
    double otherAlone = 0;
    for (int i = 0; i < one.length; i++) {
      together += (ranks[i] - mean) * (otherRanks[i] - mean);
      alone += (ranks[i] - mean) * (ranks[i] - mean);
      otherAlone += (otherRanks[i] - mean) * (otherRanks[i] - mean);
    }
    return alone == 0 || otherAlone == 0
        ? null
        : Math.round(100 * together / Math.sqrt(alone * otherAlone)) / 100.0;
  }

  private static double[] ranks(double[] values) {
    return IntStream.range(0, values.length)
        .mapToDouble(
            i -> {
              long smaller = Arrays.stream(values).filter(value -> value < values[i]).count();
              long equal = Arrays.stream(values).filter(value -> value == values[i]).count();
              return smaller + (equal + 1) / 2.0;
            })
        .toArray();
  }
}
