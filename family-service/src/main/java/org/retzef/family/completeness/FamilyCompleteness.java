package org.retzef.family.completeness;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is there of what a family's file should hold.
 *
 * @param score of the possible points, in percent with one decimal; null if nothing is asked for
 */
record FamilyCompleteness(
    UUID familyId, long points, long possible, @Nullable BigDecimal score, List<Item> items) {

  /**
   * @param withinDays how old it may be; null where age does not matter
   */
  record Item(String item, int weight, @Nullable Integer withinDays, boolean present) {}
}
