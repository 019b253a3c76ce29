package org.retzef.basket.budget;

import java.util.List;
import org.retzef.basket.money.Money;

/**
 * What surrounds the baskets in a year: management, training, information technology.
 *
 * @param total of all lines, and of all sources
 */
record Envelope(int year, List<Line> lines, Money total, List<Source> sources) {

  private static final String OVERHEAD = "OVERHEAD";
  private static final int OVERHEAD_PERCENT = 5;

  record Line(String code, String nameHe, Money amount) {}

  /**
   * @param sharePercent {@code 12.5}
   * @param amount in whole shekels, as the document rounds it
   */
  record Source(String code, String nameHe, String sharePercent, Money amount) {}

  /**
   * Refuses an overhead other than exactly 5 % of the other lines, and sources that do not add up.
   */
  static Envelope of(int year, List<Line> lines, List<Source> sources) {
    Money overhead = sum(lines, true);
    Money others = sum(lines, false);
    Money given = sources.stream().map(Source::amount).reduce(Money.ZERO, Money::plus);
    if (overhead.times(100).agorot() != others.times(OVERHEAD_PERCENT).agorot()) {
      throw new IllegalArgumentException("The overhead is not 5 % of the other lines");
    }
    Money total = overhead.plus(others);
    if (!given.equals(total)) {
      throw new IllegalArgumentException("The sources do not add up to the lines");
    }
    return new Envelope(year, List.copyOf(lines), total, List.copyOf(sources));
  }

  private static Money sum(List<Line> lines, boolean overhead) {
    return lines.stream()
        .filter(line -> line.code().equals(OVERHEAD) == overhead)
        .map(Line::amount)
        .reduce(Money.ZERO, Money::plus);
  }
}
