package org.retzef.training.plan;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.retzef.training.session.Organisation;

/** How many trainees are to come from a kind of organisation. */
record OrganisationGoal(
    @NotNull Organisation organisation,
    @NotNull
        @Min(value = 1, message = "plan-figure-out-of-range")
        @Max(value = 100_000, message = "plan-figure-out-of-range")
        Integer goal) {}
