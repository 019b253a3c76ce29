package org.retzef.reporting.indicator;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;

/**
 * Hides figures so small that they could tell who they are about. Where one alone would be hidden,
 * the next smallest is hidden with it: the whole less the others would tell it.
 */
public final class SmallCells {

  /** Fewer than these are hidden within the ministry (decision 0061). */
  static final int K = 5;

  /** They work with the families themselves; to all others a small figure is hidden. */
  private static final Set<String> SEEN_BY =
      Set.of("team-lead", "department-head", "supervisor", "national-manager");

  private SmallCells() {}

  public static boolean areHiddenFrom(Caller caller) {
    return caller.roles().stream().noneMatch(SEEN_BY::contains);
  }

  /**
   * @param values of one breakdown, which add up to a whole that may be known
   */
  public static List<Value> hide(List<Value> values) {
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
