package org.retzef.reporting.indicator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.retzef.reporting.indicator.Indicator.Kind;
import org.retzef.reporting.indicator.Reckoning.Line;

/**
 * How many families are behind an amount: of a day, all until then; of a time, those of the time.
 * How many there were in several months nobody has counted, but at least as many as came in it for
 * the first time, and as there were in the month with the most.
 */
final class ThoseBehind {

  private record At(String code, String key, Point point) {}

  private final Map<At, Long> counts = new HashMap<>();

  private ThoseBehind() {}

  static List<Indicator> indicators(List<Indicator> amounts, Indicators catalogue) {
    return amounts.stream()
        .flatMap(amount -> Stream.of(amount.hiddenBy(), amount.hiddenInTimesBy()))
        .flatMap(Stream::ofNullable)
        .distinct()
        .map(catalogue::find)
        .toList();
  }

  /** The points of the amounts, and the months in them. */
  static List<Point> points(List<Point> ofAmounts) {
    return ofAmounts.stream()
        .flatMap(point -> Stream.concat(Stream.of(point), point.endsOfMonths().stream()))
        .distinct()
        .toList();
  }

  /**
   * @param lines of {@link #indicators} at {@link #points}
   */
  static ThoseBehind of(List<Line> lines) {
    ThoseBehind behind = new ThoseBehind();
    for (Line line : lines) {
      Indicator indicator = line.indicator();
      if (line.point().first() == null || indicator.kind() == Kind.FLOW) {
        behind.counts.put(
            new At(indicator.code(), line.key(), line.point()),
            Objects.requireNonNullElse(line.value().number(), 0L));
      }
    }
    return behind;
  }

  /** Where there is an amount and nobody is known behind it, it may be one family's. */
  Line insteadOf(Line amount) {
    String hiddenBy = amount.indicator().hiddenBy();
    return hiddenBy == null || Objects.equals(amount.value().number(), 0L)
        ? amount
        : amount.with(Value.count(Math.max(1, behind(amount, hiddenBy))));
  }

  /** Without a stream: an answer of hundreds of units would make as many. */
  private long behind(Line amount, String hiddenBy) {
    long most = count(hiddenBy, amount, amount.point());
    String inTimes = amount.indicator().hiddenInTimesBy();
    if (inTimes != null) {
      for (Point month : amount.point().endsOfMonths()) {
        most = Math.max(most, count(inTimes, amount, month));
      }
    }
    return most;
  }

  private long count(String code, Line amount, Point point) {
    return counts.getOrDefault(new At(code, amount.key(), point), 0L);
  }
}
