package org.retzef.training.session;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * What was found at the place.
 *
 * @param computers that trainees can use; two trainees may share one
 * @param internet whether it works there
 */
record InfrastructureCheck(
    @NotNull
        @Min(value = 0, message = "computers-out-of-range")
        @Max(value = 500, message = "computers-out-of-range")
        Integer computers,
    @NotNull Boolean internet) {}
