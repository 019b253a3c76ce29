package org.retzef.family.merge;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a family was merged into another.
 *
 * @param survivorId the family that goes on
 * @param mergedId the family whose rows it has now; it is found no more
 * @param undoneAt when the merger was taken back; null while it holds
 */
record Merge(
    UUID id,
    UUID survivorId,
    UUID mergedId,
    Reason reasonCode,
    String mergedBy,
    Instant mergedAt,
    @Nullable String undoneBy,
    @Nullable Instant undoneAt,
    long version) {

  enum Reason {
    /** The same family was taken in twice. */
    REGISTERED_TWICE,
    /** Two households have become one. */
    HOUSEHOLDS_UNITED,
    OTHER
  }

  Merge undone(String by, Instant at) {
    return new Merge(id, survivorId, mergedId, reasonCode, mergedBy, mergedAt, by, at, version + 1);
  }
}
