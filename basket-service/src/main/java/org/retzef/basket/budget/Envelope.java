package org.retzef.basket.budget;

import java.util.List;
import org.retzef.basket.money.Money;

/**
 * What surrounds the baskets in a year: management, training, information technology.
 *
 * @param total of all lines, and of all sources
 */
record Envelope(int year, List<Line> lines, Money total, List<Source> sources) {

  static final String OVERHEAD = "OVERHEAD";
  private static final int OVERHEAD_PERCENT = 5;

  record Line(String code, String nameHe, Money amount) {}

  /**
   * What one source bears of all lines, out of the ledger.
   *
   * @param sharePercent {@code 12.5}
   * @param amount in whole shekels, by the largest remainder, as the document rounds it
   * @param posted to the agora
   */
  record Source(String code, String nameHe, String sharePercent, Money amount, Money posted) {}

  static Envelope of(int year, List<Line> lines, List<Source> sources) {
    return new Envelope(year, List.copyOf(lines), sum(lines), List.copyOf(sources));
  }

  /** Whether the overhead is exactly 5 % of the other lines. */
  static boolean isOverheadRight(List<Line> lines) {
    var overhead = sum(lines.stream().filter(line -> line.code().equals(OVERHEAD)).toList());
    return overhead.times(100).equals(sum(lines).minus(overhead).times(OVERHEAD_PERCENT));
  }

  private static Money sum(List<Line> lines) {
    return lines.stream().map(Line::amount).reduce(Money.ZERO, Money::plus);
  }
}
