package org.retzef.basket.basket;

import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * What this service needs of the news that two families are one, or two again.
 *
 * @param familyId the survivor
 */
record MergedFamily(
    UUID familyId,
    UUID mergedFamilyId,
    UUID mergeId,
    UnitPath unit,
    UnitPath mergedUnit,
    boolean undone) {

  /** Where the baskets are from now on. */
  UnitPath place() {
    return undone ? mergedUnit : unit;
  }
}
