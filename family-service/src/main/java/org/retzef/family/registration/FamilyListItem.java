package org.retzef.family.registration;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.search.SearchMatch;
import org.retzef.platform.caller.UnitPath;

/**
 * A family in a list: enough to know it by, named after its head.
 *
 * @param erasedAt when it was erased; null for all that were not
 * @param match why a search has found it; null in a list that nothing was searched in
 */
public record FamilyListItem(
    UUID id,
    UnitPath unit,
    @Nullable String headGivenName,
    @Nullable String headFamilyName,
    int members,
    Language preferredLanguage,
    Instant registeredAt,
    @Nullable Instant erasedAt,
    @Nullable SearchMatch match) {

  FamilyListItem foundBy(SearchMatch reason) {
    return new FamilyListItem(
        id,
        unit,
        headGivenName,
        headFamilyName,
        members,
        preferredLanguage,
        registeredAt,
        erasedAt,
        reason);
  }

  @Override
  public String toString() {
    return "Family " + id;
  }
}
