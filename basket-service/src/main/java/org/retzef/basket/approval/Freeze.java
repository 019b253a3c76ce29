package org.retzef.basket.approval;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * Days on which nothing is approved in a unit and below it; refusals and returns go on.
 *
 * @param firstDay the first such day
 * @param lastDay the last such day
 */
record Freeze(
    UUID id,
    UnitPath unit,
    LocalDate firstDay,
    LocalDate lastDay,
    Reason reason,
    String changedBy,
    long version) {

  enum Reason {
    BUDGET_USED_UP,
    YEAR_END,
    INSPECTION,
    EMERGENCY,
    OTHER
  }
}
