package org.retzef.family.assignment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AboutFamilies;
import org.retzef.platform.caller.UnitPath;

/**
 * A family that no worker is in charge of.
 *
 * @param since when the worker was asked, said no or was relieved; of a family that nobody was ever
 *     asked to take, when it was registered
 * @param worker who was asked last, by the subject of the worker's token; null where nobody was
 */
record UnattendedFamily(
    UUID familyId,
    UnitPath unit,
    State state,
    Instant since,
    @Nullable String worker,
    @Nullable FieldRole fieldRole)
    implements AboutFamilies {

  enum State {
    /** Nobody was ever asked to take it. */
    NEVER_ASSIGNED,
    /** A worker was asked and has not answered. */
    PROPOSED,
    /** Whoever was asked last said no. */
    DECLINED,
    /** Whoever had it has it no more. */
    ENDED
  }

  @Override
  public List<UUID> families() {
    return List.of(familyId);
  }
}
