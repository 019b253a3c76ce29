package org.retzef.rights.sample;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * @param team the code of a team, where it is not the whole department
 * @param strength how strong it is, 1 to 5
 * @param motivation how motivated it is, 1 to 5
 * @param trainingSessions how many sessions of the training project it had
 */
record ChooseRequest(
    @NotNull UnitPath unit,
    @Nullable @Pattern(regexp = "[A-Z0-9_]{1,32}", message = "team-code-invalid") String team,
    @NotNull @Min(value = 1, message = "grade-invalid") @Max(value = 5, message = "grade-invalid")
        Integer strength,
    @NotNull @Min(value = 1, message = "grade-invalid") @Max(value = 5, message = "grade-invalid")
        Integer motivation,
    @NotNull
        @Min(value = 0, message = "count-invalid")
        @Max(value = 10000, message = "count-invalid")
        Integer trainingSessions,
    @NotNull LocalDate startedOn) {}
