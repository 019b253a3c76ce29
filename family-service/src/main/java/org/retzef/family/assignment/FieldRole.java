package org.retzef.family.assignment;

import java.util.Set;

/** What somebody is to a family in the field. Of the last three a family may have several. */
enum FieldRole {
  FAMILY_SOCIAL_WORKER,
  OTZMA_WORKER,
  FAMILY_COMPANION,
  EMPLOYMENT_COORDINATOR,
  TEAM_LEAD,
  ACTIVIST,
  MENTOR,
  VOLUNTEER;

  private static final Set<FieldRole> SHARED = Set.of(ACTIVIST, MENTOR, VOLUNTEER);

  /** Whether a new holder takes over from the one before. */
  boolean isHeldByOne() {
    return !SHARED.contains(this);
  }
}
