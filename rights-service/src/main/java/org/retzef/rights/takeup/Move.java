package org.retzef.rights.takeup;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A case came into a state.
 *
 * @param on the day of it; never before that of the move before
 */
record Move(
    int number,
    TakeUpCase.State state,
    TakeUpCase.@Nullable Reason reason,
    LocalDate on,
    Instant movedAt) {}
