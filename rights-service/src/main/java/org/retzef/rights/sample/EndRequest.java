package org.retzef.rights.sample;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;

/**
 * @param endedOn last day
 */
record EndRequest(@NotNull @PastOrPresent(message = "date-in-future") LocalDate endedOn) {}
