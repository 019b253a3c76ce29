package org.retzef.family.registration;

import java.util.List;
import java.util.UUID;
import org.retzef.family.audit.AboutFamilies;
import org.retzef.family.registration.Family.Relation;
import org.retzef.platform.caller.UnitPath;

/**
 * The answer to a registration. It repeats nothing that identifies anybody, because answers are
 * kept for a day beside their idempotency keys; {@code GET /families/{id}} shows the rest.
 */
record RegisteredFamily(UUID id, UnitPath unit, List<Member> members, long version)
    implements AboutFamilies {

  /** The members in the order of the request. */
  record Member(UUID id, Relation relation) {}

  @Override
  public List<UUID> families() {
    return List.of(id);
  }
}
