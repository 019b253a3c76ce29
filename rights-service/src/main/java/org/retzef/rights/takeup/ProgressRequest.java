package org.retzef.rights.takeup;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;

/**
 * @param on since when it moves again
 */
record ProgressRequest(@NotNull @PastOrPresent(message = "date-in-future") LocalDate on) {}
