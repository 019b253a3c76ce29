package org.retzef.family.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * What was answered about a family on a day. It never changes, whatever becomes of its form.
 *
 * @param unit the family's department on that day
 * @param overlayId the emergency that was on, whose questions were asked, too
 * @param answers by field; without what was written in words once the family is erased
 */
record Assessment(
    UUID id,
    UUID familyId,
    UnitPath unit,
    LocalDate assessedOn,
    String form,
    int formVersion,
    @Nullable UUID overlayId,
    @Nullable String overlayForm,
    @Nullable Integer overlayFormVersion,
    Map<String, Object> answers,
    String recordedBy,
    Instant recordedAt) {

  @Override
  public String toString() {
    return "Assessment " + id;
  }
}
