package org.retzef.training.session;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * A session as it is agreed with a department.
 *
 * @param unit who is host: a department, or a district that pools its programmes
 * @param jointUnits other departments that come too
 * @param place where, if not at the department itself: a school, a community centre, a company
 * @param minutes how long it takes
 * @param capacity seats
 * @param programmes whose workers are invited, by code; the session counts once for them all
 * @param theme in an emergency
 * @param trainer by the personal user name; holds one session at a time
 */
record PlanSessionRequest(
    @NotNull UUID courseId,
    @NotNull UnitPath unit,
    @Nullable @Size(max = 20, message = "size-invalid") List<@NotNull UnitPath> jointUnits,
    @Nullable @Text(max = 160) String place,
    @NotNull Mode mode,
    @NotNull Instant startsAt,
    @NotNull
        @Min(value = 30, message = "minutes-out-of-range")
        @Max(value = 600, message = "minutes-out-of-range")
        Integer minutes,
    @NotNull
        @Min(value = 1, message = "capacity-out-of-range")
        @Max(value = 500, message = "capacity-out-of-range")
        Integer capacity,
    @NotNull @Size(min = 1, max = 10, message = "size-invalid")
        List<
                @NotNull
                @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "programme-code-invalid")
                String>
            programmes,
    @Nullable Theme theme,
    @Nullable @Text(max = 200) String trainer) {}
