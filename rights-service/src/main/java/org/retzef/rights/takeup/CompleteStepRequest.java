package org.retzef.rights.takeup;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * @param on the day on which it was done or decided
 * @param decision needed for a claim and an appeal
 */
record CompleteStepRequest(
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate on,
    Step.@Nullable Decision decision) {}
