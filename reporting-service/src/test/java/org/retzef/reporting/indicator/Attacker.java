package org.retzef.reporting.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody who writes down between which numbers every figure must be, and goes on with sums until
 * nothing new comes of it.
 */
final class Attacker {

  /** More than anything in a test. */
  private static final long MOST = 1_000_000_000_000L;

  /** Everything that a figure can be: both ends are possible. */
  record Range(long low, long high) {

    static final Range UNKNOWN = new Range(-MOST, MOST);

    Range and(Range other) {
      return new Range(Math.max(low, other.low), Math.min(high, other.high));
    }

    Range plus(Range other) {
      return new Range(bounded(low + other.low), bounded(high + other.high));
    }

    Range minus(Range other) {
      return plus(new Range(-other.high, -other.low));
    }

    boolean isOne() {
      return low == high;
    }

    boolean contains(long value) {
      return low <= value && value <= high;
    }

    private static long bounded(long value) {
      return Math.clamp(value, -MOST, MOST);
    }
  }

  private record Sum(String whole, List<String> parts) {}

  private final Map<String, Range> known = new HashMap<>();
  private final List<Sum> sums = new ArrayList<>();

  void sees(String figure, long value) {
    sees(figure, new Range(value, value));
  }

  void sees(String figure, Range range) {
    known.merge(figure, range, Range::and);
  }

  void seesAtLeast(String figure, long low) {
    sees(figure, new Range(low, MOST));
  }

  void knowsThatIsTheSum(String whole, List<String> parts) {
    sums.add(new Sum(whole, List.copyOf(parts)));
  }

  Map<String, Range> known() {
    return known;
  }

  /** All that is known, with what follows from it. */
  Map<String, Range> learned() {
    boolean more = true;
    while (more) {
      more = false;
      for (Sum sum : sums) {
        more |= reckons(sum);
      }
    }
    return known;
  }

  private boolean reckons(Sum sum) {
    boolean more = learns(sum.whole(), of(sum.parts()));
    for (String part : sum.parts()) {
      List<String> others = sum.parts().stream().filter(other -> !other.equals(part)).toList();
      more |= learns(part, of(sum.whole()).minus(of(others)));
    }
    return more;
  }

  private Range of(List<String> figures) {
    return figures.stream().map(this::of).reduce(new Range(0, 0), Range::plus);
  }

  private Range of(String figure) {
    return known.getOrDefault(figure, Range.UNKNOWN);
  }

  private boolean learns(String figure, Range range) {
    Range before = of(figure);
    Range now = before.and(range);
    known.put(figure, now);
    return !now.equals(before);
  }
}
