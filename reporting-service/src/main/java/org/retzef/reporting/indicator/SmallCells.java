package org.retzef.reporting.indicator;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Hides figures so small that they could tell who they are about. Where one alone would be hidden,
 * the next smallest is hidden with it: the whole less the others would tell it.
 */
final class SmallCells {

  /** Fewer than these are hidden within the ministry (decision 0060). */
  static final int K = 5;

  private SmallCells() {}

  /**
   * @param values of one breakdown, which add up to a whole that may be known
   */
  static List<Value> hide(List<Value> values) {
    Set<Integer> hidden = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      if (isSmall(values.get(i))) {
        hidden.add(i);
      }
    }
    if (hidden.size() == 1) {
      IntStream.range(0, values.size())
          .filter(i -> !hidden.contains(i) && size(values.get(i)) > 0)
          .boxed()
          .min(Comparator.comparingLong(i -> size(values.get(i))))
          .ifPresent(hidden::add);
    }
    return IntStream.range(0, values.size())
        .mapToObj(i -> hidden.contains(i) ? Value.HIDDEN : values.get(i))
        .toList();
  }

  /** A share tells by each of its parts, and by what is left of the whole. */
  static boolean isSmall(Value value) {
    return value.denominator() != null && value.numerator() != null
        ? isFew(value.numerator()) || isFew(value.denominator() - value.numerator())
        : isFew(value.number()) || isFew(value.numerator());
  }

  private static boolean isFew(@Nullable Long count) {
    return count != null && count > 0 && count < K;
  }

  private static long size(Value value) {
    Long numerator = value.numerator();
    Long number = value.number();
    return numerator != null ? numerator : number == null ? 0 : number;
  }
}
