package org.retzef.family.post;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * @param unit the country, or the district of a district's post
 * @param holder the sign-in id of the worker, not a name
 * @param from first day
 * @param until last day; until another day is set unless said
 */
record TermRequest(
    @NotNull UnitPath unit,
    @NotNull @Text(max = 60) String programme,
    @NotNull @Pattern(regexp = "[A-Za-z0-9._@-]{1,100}", message = "holder-invalid") String holder,
    @NotNull LocalDate from,
    @Nullable LocalDate until) {}
