package org.retzef.family.unit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who runs staff and training of a district in a period.
 *
 * @param until the last day, null while it goes on
 */
record Operator(
    String code, String nameHe, String nameEn, LocalDate from, @Nullable LocalDate until) {

  boolean coversDay(LocalDate day) {
    return !from.isAfter(day) && (until == null || !until.isBefore(day));
  }

  Operator endingBefore(LocalDate day) {
    return new Operator(code, nameHe, nameEn, from, day.minusDays(1));
  }
}
