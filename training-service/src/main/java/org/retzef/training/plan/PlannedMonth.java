package org.retzef.training.plan;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * A month of a plan.
 *
 * @param month 1 to 12
 * @param sessions how many are planned in it
 */
record PlannedMonth(
    @NotNull
        @Min(value = 1, message = "month-out-of-range")
        @Max(value = 12, message = "month-out-of-range")
        Integer month,
    @NotNull
        @Min(value = 0, message = "plan-figure-out-of-range")
        @Max(value = 1000, message = "plan-figure-out-of-range")
        Integer sessions) {}
