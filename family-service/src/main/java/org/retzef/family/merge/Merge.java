package org.retzef.family.merge;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AboutFamilies;

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
    long version)
    implements AboutFamilies {

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

  @Override
  public List<UUID> families() {
    return List.of(survivorId, mergedId);
  }
}
