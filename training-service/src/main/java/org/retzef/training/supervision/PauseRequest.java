package org.retzef.training.supervision;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** That supervision stops for a while, from a day on. */
record PauseRequest(@NotNull LocalDate pausedOn, @NotNull Reason reason) {

  /** Why. */
  enum Reason {
    EMERGENCY,
    NO_SUPERVISOR,
    LEAVE,
    OTHER
  }
}
