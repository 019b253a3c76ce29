package org.retzef.family.registration;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/** A family in a list: enough to know it by, named after its head. */
record FamilyListItem(
    UUID id,
    UnitPath unit,
    @Nullable String headGivenName,
    @Nullable String headFamilyName,
    int members,
    Language preferredLanguage,
    Instant registeredAt) {

  @Override
  public String toString() {
    return "Family " + id;
  }
}
