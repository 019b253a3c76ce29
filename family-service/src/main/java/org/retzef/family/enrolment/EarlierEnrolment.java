package org.retzef.family.enrolment;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * An enrolment of a family that is taken in from elsewhere, ended or not.
 *
 * @param track a code of {@code /api/v1/tracks}
 * @param startDate first day
 * @param status {@code GRADUATED} or {@code LEFT}; left out while it goes on, like the next two
 * @param endDate last day
 * @param reason why it ended
 */
public record EarlierEnrolment(
    @NotNull @Text(max = 60) String track,
    @NotNull LocalDate startDate,
    Enrolment.@Nullable Status status,
    @Nullable LocalDate endDate,
    Enrolment.@Nullable Reason reason) {

  boolean isEnded() {
    return status != null;
  }

  /** Whether both are of one track, and a day lies in both. */
  boolean overlaps(EarlierEnrolment other) {
    return track.equals(other.track)
        && !startDate.isAfter(other.lastDay())
        && !other.startDate.isAfter(lastDay());
  }

  private LocalDate lastDay() {
    return endDate == null ? LocalDate.MAX : endDate;
  }
}
