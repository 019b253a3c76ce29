package org.retzef.rights.editing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A suggestion from the field and what became of it.
 *
 * @param right the code of the right that it is about; null for one that is missing
 * @param sourceSession the training session that it came up in
 * @param refusal why an editor did not take it
 * @param publishedRight the right that was published of it
 * @param publishedVersion the version that was published of it
 */
record Suggestion(
    UUID id,
    UnitPath unit,
    @Nullable String right,
    @Nullable UUID sourceSession,
    String words,
    Status status,
    @Nullable String refusal,
    @Nullable String publishedRight,
    @Nullable Integer publishedVersion,
    Instant madeAt,
    long version) {

  enum Status {
    OPEN,
    PUBLISHED,
    REFUSED
  }

  /** What the maker is told at once; the words are not repeated. */
  record Receipt(UUID id, Status status, long version) {}
}
