package org.retzef.training.steering;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * A forum's routine.
 *
 * @param everyWeeks from one meeting to the next
 * @param firstOn the day of the first meeting
 * @param bodies who sits in it; never people
 */
record SeriesRequest(
    @NotNull UnitPath unit,
    @NotNull @Text(max = 160) String nameHe,
    @NotNull
        @Min(value = 1, message = "weeks-out-of-range")
        @Max(value = 53, message = "weeks-out-of-range")
        Integer everyWeeks,
    @NotNull LocalDate firstOn,
    @NotNull @Size(min = 1, max = 30, message = "size-invalid")
        List<
                @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "body-code-invalid")
                String>
            bodies) {}
