package org.retzef.basket.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a request.
 *
 * @param what {@code STEP}, {@code DECISION}, {@code VOTE}, {@code APPEAL} or {@code
 *     APPEAL_DECISION}
 * @param code of the step, verdict, basis or outcome
 * @param by the subject of who did it; {@code time} for deadlines, {@code family} for an answer
 * @param tier that had to decide after a step; that decided or voted
 * @param reasonCode of a decision, a vote, an appeal or a step {@code REVERSE}
 * @param note to a decision, a vote or an appeal
 * @param itemsBefore of a step {@code EDIT}: what was asked for before it, JSON
 */
record HistoryEntry(
    Instant at,
    String what,
    String code,
    String by,
    @Nullable Integer tier,
    @Nullable String reasonCode,
    @Nullable String note,
    @Nullable String itemsBefore) {

  /** Not the note: it is free text. */
  @Override
  public String toString() {
    return "HistoryEntry " + what;
  }
}
