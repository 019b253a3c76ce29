package org.retzef.rights.takeup;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Percentages that sum to exactly 100, by the largest remainder. */
final class Shares {

  private static final int WHOLE = 1000;

  private Shares() {}

  /** Tenths of a percent; all zero where nothing is counted. */
  static int[] inTenths(int... counts) {
    long all = IntStream.of(counts).asLongStream().sum();
    int[] tenths = new int[counts.length];
    if (all == 0) {
      return tenths;
    }
    int given = 0;
    for (int i = 0; i < counts.length; i++) {
      tenths[i] = (int) ((long) counts[i] * WHOLE / all);
      given += tenths[i];
    }
    IntStream.range(0, counts.length)
        .boxed()
        .sorted(Comparator.comparing(i -> -((long) counts[i] * WHOLE % all)))
        .limit(WHOLE - given)
        .forEach(i -> tenths[i]++);
    return tenths;
  }
}
