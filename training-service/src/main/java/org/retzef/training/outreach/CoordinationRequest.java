package org.retzef.training.outreach;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * What was agreed with a department in person.
 *
 * @param seats how many workers are to come
 * @param jointUnits departments that want to come too
 */
record CoordinationRequest(
    @NotNull LocalDate coordinatedOn,
    @NotNull
        @Min(value = 1, message = "capacity-out-of-range")
        @Max(value = 500, message = "capacity-out-of-range")
        Integer seats,
    @NotNull @Text(max = 160) String focus,
    @NotNull SkillLevel skillLevel,
    @NotNull
        @Min(value = 0, message = "computers-out-of-range")
        @Max(value = 500, message = "computers-out-of-range")
        Integer computers,
    @NotNull Boolean internet,
    @NotNull Place place,
    @Nullable @Size(max = 20, message = "size-invalid") List<@NotNull UnitPath> jointUnits) {

  /** How much the workers know of the site. */
  enum SkillLevel {
    NONE,
    SOME,
    SKILLED
  }

  /** Where a session can be held [S3]. */
  enum Place {
    DEPARTMENT,
    COMMUNITY_CENTRE,
    SCHOOL,
    COMPANY
  }
}
