package org.retzef.reporting.indicator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.indicator.Indicator.Kind;
import org.retzef.reporting.indicator.Reckoning.Line;

/**
 * How many families are behind an amount: of a day, all until then; of a time, those of the time.
 * How many there were in several months nobody has counted, but at least as many as came in it for
 * the first time, and as there were in the month with the most.
 */
final class ThoseBehind {

  private final Map<String, Map<Point, Map<String, Long>>> counts = new HashMap<>();

  private ThoseBehind() {}

  /** Who came for the first time. */
  static List<Indicator> first(List<Indicator> amounts, Indicators catalogue) {
    return those(amounts, Indicator::hiddenBy, catalogue);
  }

  /** Who was there in a month. */
  static List<Indicator> inMonth(List<Indicator> amounts, Indicators catalogue) {
    return those(amounts, Indicator::hiddenInTimesBy, catalogue);
  }

  private static List<Indicator> those(
      List<Indicator> amounts, Function<Indicator, @Nullable String> code, Indicators catalogue) {
    return amounts.stream()
        .map(code)
        .flatMap(Stream::ofNullable)
        .distinct()
        .map(catalogue::find)
        .toList();
  }

  /**
   * @param first lines of {@link #first}; of a time, a state of its last day tells nothing
   * @param inMonth lines of {@link #inMonth}, of times
   */
  static ThoseBehind of(List<Line> first, List<Line> inMonth) {
    ThoseBehind behind = new ThoseBehind();
    for (Line line : first) {
      if (!line.point().isTime() || line.indicator().kind() == Kind.FLOW) {
        behind.put(line);
      }
    }
    inMonth.forEach(behind::put);
    return behind;
  }

  private void put(Line line) {
    counts
        .computeIfAbsent(line.indicator().code(), _ -> new HashMap<>())
        .computeIfAbsent(line.point(), _ -> new HashMap<>())
        .put(line.key(), Objects.requireNonNullElse(line.value().number(), 0L));
  }

  /** Where there is an amount and nobody is known behind it, it may be one family's. */
  Line insteadOf(Line amount) {
    String hiddenBy = amount.indicator().hiddenBy();
    return hiddenBy == null || Objects.equals(amount.value().number(), 0L)
        ? amount
        : amount.with(Value.count(Math.max(1, behind(amount, hiddenBy))));
  }

  private long behind(Line amount, String hiddenBy) {
    String inMonth = amount.indicator().hiddenInTimesBy();
    long first = count(hiddenBy, amount);
    return inMonth == null ? first : Math.max(first, count(inMonth, amount));
  }

  private long count(String code, Line amount) {
    return counts
        .getOrDefault(code, Map.of())
        .getOrDefault(amount.point(), Map.of())
        .getOrDefault(amount.key(), 0L);
  }
}
