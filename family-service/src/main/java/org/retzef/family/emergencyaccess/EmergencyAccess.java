package org.retzef.family.emergencyaccess;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A family that was opened in an emergency.
 *
 * @param worker the subject of the worker's token
 * @param unit the worker's
 * @param reason why, for the family's department; null once the family is erased
 * @param closesAt from then on the family is closed again
 */
record EmergencyAccess(
    UUID id,
    UUID familyId,
    String worker,
    UnitPath unit,
    @Nullable String reason,
    Instant openedAt,
    Instant closesAt) {

  @Override
  public String toString() {
    return "EmergencyAccess " + id;
  }
}
