package org.retzef.training.steering;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** That a task was done, and when. */
record TaskDoneRequest(@NotNull LocalDate doneOn) {}
