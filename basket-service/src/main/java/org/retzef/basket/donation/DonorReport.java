package org.retzef.basket.donation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * What became of a donor's donations, counted out of the records of distributions. Loans and
 * baskets are no part of it.
 *
 * @param year of the distributions; null for all
 * @param families reached by any of it that was not undone, each counted once
 */
record DonorReport(
    @Nullable String donor, @Nullable Integer year, long families, List<Line> lines) {

  /**
   * @param donated in all years
   * @param families reached by this kind, each counted once
   * @param items given to them, less what was undone; below zero where that is of other years
   * @param amount of money given to them
   */
  record Line(
      String donor, Donation.Kind kind, long donated, long families, long items, Money amount) {}
}
