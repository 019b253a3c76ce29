package org.retzef.family.conflictofinterest;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A worker's tie to a family, for which the worker does not decide on what the family asks for.
 *
 * @param worker the subject of the worker's token
 * @param declaredBy the subject of who declared it: the worker or who leads
 * @param endedAt null while it holds
 */
record ConflictOfInterest(
    UUID id,
    UUID familyId,
    String worker,
    Tie tie,
    String declaredBy,
    Instant declaredAt,
    @Nullable String endedBy,
    @Nullable Instant endedAt,
    long version) {

  /** How near; all of them count alike. */
  enum Tie {
    /** Of the household. */
    MEMBER,
    RELATIVE,
    /** By friendship, neighbourhood, business or in another way. */
    CLOSE
  }
}
