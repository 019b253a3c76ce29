package org.retzef.training.project;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** That a milestone was reached, and when. */
record DoneRequest(@NotNull LocalDate doneOn) {}
