package org.retzef.training.steering;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * Minutes of a meeting.
 *
 * @param seriesId the forum whose meeting it was, if it was one
 * @param logos the two bodies whose logos stand side by side on the minutes
 */
record MeetingRequest(
    @NotNull UnitPath unit,
    @Nullable UUID seriesId,
    @NotNull @Text(max = 160) String committeeHe,
    @NotNull @Size(min = 2, max = 2, message = "logos-not-two")
        List<@NotNull @Text(max = 80) String> logos,
    @NotNull LocalDate heldOn,
    @NotNull @Size(min = 1, max = 30, message = "size-invalid")
        List<@NotNull @Valid Attendance> attendance,
    @Nullable @Size(max = 50, message = "size-invalid") List<@NotNull @Valid Update> updates,
    @Nullable @Size(max = 50, message = "size-invalid")
        List<@NotNull @Valid Resolution> decisions) {

  /**
   * How many came for a body; never who.
   *
   * @param seats how many it may send: two for Kol-Zchut, one for others [S3]
   */
  record Attendance(
      @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "body-code-invalid") String body,
      @NotNull
          @Min(value = 1, message = "seats-out-of-range")
          @Max(value = 20, message = "seats-out-of-range")
          Integer seats,
      @NotNull
          @Min(value = 0, message = "seats-out-of-range")
          @Max(value = 20, message = "seats-out-of-range")
          Integer present) {}

  /** What was reported, with its figures; a code at most once in the minutes. */
  record Update(
      @NotNull @Text(max = 1000, multiline = true) String textHe,
      @Nullable @Size(max = 10, message = "size-invalid") List<@NotNull @Valid Figure> figures) {}

  /**
   * @param code under which it becomes a figure of the reports, if it is to: {@code
   *     SCHOLARSHIP_APPLICATIONS}
   */
  record Figure(
      @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "figure-code-invalid")
          String code,
      @NotNull @Text(max = 120) String nameHe,
      @NotNull
          @Min(value = 0, message = "plan-figure-out-of-range")
          @Max(value = 100_000_000, message = "plan-figure-out-of-range")
          Integer value) {}

  /**
   * A decision, with the tasks that follow from it.
   *
   * @param approvalBy the bodies whose heads must approve it; it counts as made at once if none
   */
  record Resolution(
      @NotNull @Text(max = 1000, multiline = true) String textHe,
      @Nullable @Size(max = 10, message = "size-invalid")
          List<
                  @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "body-code-invalid")
                  String>
              approvalBy,
      @Nullable @Size(max = 20, message = "size-invalid") List<@NotNull @Valid Assignment> tasks) {}

  /**
   * @param owner a body or an office, not a person
   */
  record Assignment(
      @NotNull @Text(max = 500) String textHe,
      @NotNull @Text(max = 120) String owner,
      @NotNull LocalDate dueOn) {}
}
