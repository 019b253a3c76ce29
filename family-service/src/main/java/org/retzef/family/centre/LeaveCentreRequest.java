package org.retzef.family.centre;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;

/**
 * @param leftOn first day no longer there
 */
record LeaveCentreRequest(@NotNull @PastOrPresent(message = "date-in-future") LocalDate leftOn) {}
