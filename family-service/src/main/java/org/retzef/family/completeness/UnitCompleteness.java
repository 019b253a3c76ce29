package org.retzef.family.completeness;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * What is there of what the files of a unit's families should hold.
 *
 * @param items item by item, over all families
 * @param departments the departments at and below the unit that have families
 */
record UnitCompleteness(
    UnitPath unit,
    long families,
    long points,
    long possible,
    @Nullable BigDecimal score,
    List<Item> items,
    List<Department> departments) {

  /**
   * @param present how many families have it
   */
  record Item(String item, int weight, long present, long families) {}

  record Department(
      UnitPath unit, long families, long points, long possible, @Nullable BigDecimal score) {}
}
