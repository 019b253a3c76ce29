package org.retzef.training.yearlyplan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/** A unit's work of a year. If there is a plan, this is its next version; the old one stays. */
record YearlyPlanRequest(
    @NotNull UnitPath unit,
    @NotNull
        @Min(value = 2000, message = "year-out-of-range")
        @Max(value = 2100, message = "year-out-of-range")
        Integer year,
    @NotNull @Size(min = 1, max = 100, message = "size-invalid") List<@NotNull @Valid Item> items) {

  /**
   * @param topic a code of {@code /api/v1/core-topics}
   * @param owner a body or an office, not a person
   * @param dueOn a day of the year
   */
  record Item(
      @NotNull @Text(max = 60) String topic,
      @NotNull @Text(max = 500) String textHe,
      @NotNull @Text(max = 120) String owner,
      @NotNull LocalDate dueOn) {}
}
