package org.retzef.basket.serviceplan;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something said of a plan, which stays as it was said.
 *
 * @param phase of the loop of learning in which it was noted; null for a comment
 * @param writtenBy the subject of who said it
 * @param fromMinistry whether the ministry says it, which oversees and does not edit [S2]
 */
record PlanNote(
    UUID id,
    @Nullable Phase phase,
    String text,
    String writtenBy,
    boolean fromMinistry,
    Instant writtenAt) {

  /** The loop of learning [S2]. */
  enum Phase {
    PLANNING,
    INTERVENTION,
    MONITORING,
    LEARNING
  }

  @Override
  public String toString() {
    return "PlanNote " + id;
  }
}
