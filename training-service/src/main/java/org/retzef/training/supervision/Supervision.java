package org.retzef.training.supervision;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A worker's supervision.
 *
 * @param pausedOn since when it is paused; null while it runs
 * @param gapDays for how many days the worker was without it, all pauses together, until today
 */
record Supervision(
    UUID id,
    String worker,
    UnitPath unit,
    BeginRequest.Kind kind,
    LocalDate startedOn,
    @Nullable LocalDate pausedOn,
    int gapDays,
    long version) {

  boolean isPaused() {
    return pausedOn != null;
  }
}
