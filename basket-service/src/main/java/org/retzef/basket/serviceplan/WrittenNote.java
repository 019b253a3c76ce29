package org.retzef.basket.serviceplan;

import java.time.Instant;
import java.util.UUID;

/** That a note was written; not its words, because answers are kept for a day. */
record WrittenNote(UUID id, boolean fromMinistry, Instant writtenAt) {

  static WrittenNote of(PlanNote note) {
    return new WrittenNote(note.id(), note.fromMinistry(), note.writtenAt());
  }
}
