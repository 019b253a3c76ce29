package org.retzef.family.setup;

import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.NotBefore1900;

/**
 * @param doneOn null opens the step again
 */
record StepRequest(
    @Nullable @PastOrPresent(message = "date-in-future") @NotBefore1900 LocalDate doneOn) {}
