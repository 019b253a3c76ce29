package org.retzef.reporting.lineage;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.figure.FactsBehind.Counted;

/**
 * The rows behind a number.
 *
 * @param value what the amounts of all pages add up to: the number, or this part of a share; agorot
 *     where it is money
 * @param by what the number is one line of a breakdown by; null for the whole
 * @param key of that line
 * @param from first day of what came in a time; null for all until {@code to}
 */
record Lineage(
    String code,
    Part part,
    String unit,
    @Nullable String by,
    @Nullable String key,
    @Nullable LocalDate from,
    LocalDate to,
    long value,
    List<Counted> items,
    @Nullable String next) {

  /** Of a share; a plain count has a numerator only. */
  enum Part {
    NUMERATOR,
    DENOMINATOR
  }
}
