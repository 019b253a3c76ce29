package org.retzef.training.cohort;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * @param number of the cohort: a fifth course for youth companions is number 5
 */
record OpenCohortRequest(
    @NotNull
        @Min(value = 1, message = "plan-figure-out-of-range")
        @Max(value = 999, message = "plan-figure-out-of-range")
        Integer number,
    @NotNull LocalDate startsOn,
    @Nullable LocalDate endsOn) {}
