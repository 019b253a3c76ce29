package org.retzef.training.steering;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A meeting as it is shown.
 *
 * @param seriesId the forum whose meeting it was; null for any other
 */
record SteeringMeeting(
    UUID id,
    UnitPath unit,
    @Nullable UUID seriesId,
    String committeeHe,
    List<String> logos,
    LocalDate heldOn,
    List<MeetingRequest.Attendance> attendance,
    List<MeetingRequest.Update> updates,
    List<Decision> decisions) {

  /**
   * @param approved whether every body that had to has approved
   */
  record Decision(
      String textHe, boolean approved, List<SteeringApproval> approvals, List<SteeringTask> tasks) {

    static Decision of(String textHe, List<SteeringApproval> approvals, List<SteeringTask> tasks) {
      boolean approved = approvals.stream().allMatch(one -> one.approvedOn() != null);
      return new Decision(textHe, approved, approvals, tasks);
    }
  }
}
