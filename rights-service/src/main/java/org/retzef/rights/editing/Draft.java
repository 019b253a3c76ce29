package org.retzef.rights.editing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.catalogue.Right;

/**
 * A version of a right on its way into the catalogue.
 *
 * @param suggestion what it came from, if from the field
 * @param author who wrote it last
 * @param reviewer who published or returned it; never its author
 * @param note why it was returned
 * @param publishedVersion the version that it became
 */
record Draft(
    UUID id,
    Right right,
    @Nullable UUID suggestion,
    Status status,
    String author,
    @Nullable String reviewer,
    @Nullable String note,
    @Nullable Integer publishedVersion,
    Instant changedAt,
    long version) {

  enum Status {
    DRAFT,
    IN_REVIEW,
    PUBLISHED,
    /** By the reviewer, with a note; the author mends it. */
    RETURNED
  }

  Draft written(Right text, String by, Instant now) {
    return new Draft(id, text, suggestion, Status.DRAFT, by, null, note, null, now, version + 1);
  }

  Draft submitted(Instant now) {
    return new Draft(
        id, right, suggestion, Status.IN_REVIEW, author, null, note, null, now, version + 1);
  }

  Draft returned(String by, @Nullable String why, Instant now) {
    return new Draft(
        id, right, suggestion, Status.RETURNED, author, by, why, null, now, version + 1);
  }

  Draft published(String by, @Nullable String why, int rightVersion, Instant now) {
    return new Draft(
        id, right, suggestion, Status.PUBLISHED, author, by, why, rightVersion, now, version + 1);
  }
}
