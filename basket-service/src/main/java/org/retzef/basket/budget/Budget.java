package org.retzef.basket.budget;

import java.util.List;
import java.util.UUID;
import org.retzef.basket.money.Money;

/**
 * What is set aside for a year.
 *
 * @param families of all rows
 * @param total of all rows
 */
record Budget(UUID id, int year, int families, Money total, List<Row> rows) {

  /**
   * @param basket for one family and period
   * @param total families times basket
   */
  record Row(String track, int families, Money basket, Money total) {}

  static Budget of(UUID id, int year, List<Row> rows) {
    return new Budget(
        id,
        year,
        rows.stream().mapToInt(Row::families).sum(),
        rows.stream().map(Row::total).reduce(Money.ZERO, Money::plus),
        rows);
  }
}
