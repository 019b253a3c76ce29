package org.retzef.training.course;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * A course as it is put on offer.
 *
 * @param unit whose workers it is for: the country (also if it is left out) or a district
 * @param code a short name for lists, given once in a unit
 * @param hours of learning, all modules together
 * @param modules its parts in their order; they need not fill all hours
 */
@ModulesWithinHours
record CreateCourseRequest(
    @Nullable @CountryOrDistrict UnitPath unit,
    @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "course-code-invalid")
        String code,
    @NotNull @Text(max = 160) String nameHe,
    @Nullable @Text(max = 160) String nameEn,
    @Nullable @Text(max = 160) String nameAr,
    @NotNull Language language,
    @NotNull @Size(min = 1, max = 12) List<@NotNull Audience> audience,
    @NotNull
        @Min(value = 1, message = "hours-out-of-range")
        @Max(value = MAX_HOURS, message = "hours-out-of-range")
        Integer hours,
    @Nullable @Size(max = 40) List<@NotNull @Valid CourseModule> modules) {

  static final int MAX_HOURS = 1000;
}
