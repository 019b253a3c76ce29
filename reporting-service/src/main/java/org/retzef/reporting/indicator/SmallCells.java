package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.toSet;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;

/**
 * Figures so small that they could tell who they are about, and from whom they are hidden. What
 * else is hidden of units and traits, {@link HiddenFigures} says; where a month alone would be
 * hidden, the next smallest is hidden with it.
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
   * Hides the next smallest with one that would be hidden alone, and two where the whole is hidden.
   *
   * @param values of months, some of them hidden
   */
  static List<Value> hideAnother(List<Value> values, boolean wholeIsHidden) {
    long hidden = values.stream().filter(Value.HIDDEN::equals).count();
    long fewest = wholeIsHidden || hidden > 0 ? 2 : 0;
    Set<Integer> more =
        IntStream.range(0, values.size())
            .filter(i -> size(values.get(i)) > 0)
            .boxed()
            .sorted(Comparator.comparingLong(i -> size(values.get(i))))
            .limit(Math.max(0, fewest - hidden))
            .collect(toSet());
    return IntStream.range(0, values.size())
        .mapToObj(i -> more.contains(i) ? Value.HIDDEN : values.get(i))
        .toList();
  }

  /** A share tells by each of its parts, and by what is left of the whole. */
  static boolean isSmall(Value value) {
    return value.denominator() != null && value.numerator() != null
        ? isFew(value.numerator()) || isFew(value.denominator() - value.numerator())
        : isFew(value.number()) || isFew(value.numerator());
  }

  static boolean isFew(@Nullable Long count) {
    return count != null && count > 0 && count < K;
  }

  private static long size(Value value) {
    Long numerator = value.numerator();
    Long number = value.number();
    return numerator != null ? numerator : number == null ? 0 : number;
  }
}
