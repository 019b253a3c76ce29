package org.retzef.family.assignment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AboutFamilies;

/**
 * A worker's time with a family in a field role.
 *
 * @param worker the subject of the worker's token
 * @param proposedAt when the family was handed to this worker; the one before lost it then
 * @param acceptedAt when the worker took it
 * @param endedAt when it was handed over, declined or ended
 */
record Assignment(
    UUID id,
    UUID familyId,
    String worker,
    FieldRole fieldRole,
    Status status,
    Instant proposedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant endedAt,
    long version)
    implements AboutFamilies {

  enum Status {
    /** Waits for the worker's answer. */
    PROPOSED,
    ACTIVE,
    DECLINED,
    /** Another worker has it now. */
    HANDED_OVER,
    ENDED
  }

  boolean isOpen() {
    return status == Status.PROPOSED || status == Status.ACTIVE;
  }

  @Override
  public List<UUID> families() {
    return List.of(familyId);
  }
}
