package org.retzef.family.trackplan;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * A plan of seats. If there is one of the same track, unit and period, this is its next version;
 * the old one stays as it is.
 *
 * @param track a code of {@code /api/v1/tracks}
 * @param from first day
 * @param until last day
 * @param seats families
 * @param publishedOn the day of the document that holds the plan
 */
record PublishTrackPlanRequest(
    @NotNull @Text(max = 60) String track,
    @NotNull UnitPath unit,
    @NotNull LocalDate from,
    @NotNull LocalDate until,
    @NotNull @Min(0) @Max(1_000_000) Integer seats,
    @NotNull LocalDate publishedOn) {}
