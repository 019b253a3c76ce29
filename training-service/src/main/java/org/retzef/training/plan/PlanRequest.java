package org.retzef.training.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A plan as it was agreed.
 *
 * @param unit whose workers are to be trained
 * @param goal how many
 * @param seats in one session
 * @param months each once
 * @param weeks of the narrative: for how long
 * @param sessionsAWeek of the narrative: how many
 * @param goals how many of them are to come from which kind of organisation; each once
 */
record PlanRequest(
    @NotNull UnitPath unit,
    @NotNull
        @Min(value = 2000, message = "year-out-of-range")
        @Max(value = 2100, message = "year-out-of-range")
        Integer year,
    @NotNull
        @Min(value = 1, message = "plan-figure-out-of-range")
        @Max(value = 100_000, message = "plan-figure-out-of-range")
        Integer goal,
    @NotNull @Valid Range seats,
    @NotNull @Size(min = 1, max = 12, message = "size-invalid")
        List<@NotNull @Valid PlannedMonth> months,
    @NotNull
        @Min(value = 1, message = "plan-figure-out-of-range")
        @Max(value = 53, message = "plan-figure-out-of-range")
        Integer weeks,
    @NotNull @Valid Range sessionsAWeek,
    @Nullable @Size(max = 9, message = "size-invalid")
        List<@NotNull @Valid OrganisationGoal> goals) {}
