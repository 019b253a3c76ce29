package org.retzef.rights.takeup;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;

/**
 * @param reason why nothing moves, coded
 * @param on since when
 */
record StuckRequest(
    @NotNull TakeUpCase.Reason reason,
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate on) {}
