package org.retzef.training.steering;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/** A meeting as it is shown. */
record SteeringMeeting(
    UUID id,
    UnitPath unit,
    String committeeHe,
    List<String> logos,
    LocalDate heldOn,
    List<MeetingRequest.Attendance> attendance,
    List<MeetingRequest.Update> updates,
    List<Decision> decisions) {

  record Decision(String textHe, List<SteeringTask> tasks) {}
}
