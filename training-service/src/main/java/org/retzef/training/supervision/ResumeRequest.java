package org.retzef.training.supervision;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** That supervision goes on, from a day on. */
record ResumeRequest(@NotNull LocalDate resumedOn) {}
