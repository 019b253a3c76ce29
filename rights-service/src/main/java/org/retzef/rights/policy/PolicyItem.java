package org.retzef.rights.policy;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to be solved for many at once.
 *
 * @param right the right that families are stuck with; null for one that nobody is stuck with
 * @param reason why they are stuck
 * @param familiesAtOpening how many were stuck when it was opened
 * @param familiesNow how many are stuck now; 0 where there are fewer than may be told
 */
record PolicyItem(
    UUID id,
    Kind kind,
    @Nullable String right,
    @Nullable String reason,
    Status status,
    int familiesAtOpening,
    int familiesNow,
    LocalDate openedOn,
    long version) {

  enum Kind {
    /** Opened by cases that are stuck. */
    STUCK_CASES,
    LAW_CHANGE,
    CALCULATOR,
    COMMUNITY_RESPONSE
  }

  enum Status {
    OPEN,
    IN_WORK,
    /** The catalogue, a law or a practice was changed. */
    CLOSED
  }
}
