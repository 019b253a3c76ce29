package org.retzef.family.emergencyaccess;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.retzef.family.audit.AboutFamilies;

/**
 * The answer to an opening; without its reason, because answers are kept for a day.
 *
 * @param closesAt until then the family may be read
 */
record OpenedFamily(UUID id, UUID familyId, Instant openedAt, Instant closesAt)
    implements AboutFamilies {

  @Override
  public List<UUID> families() {
    return List.of(familyId);
  }
}
