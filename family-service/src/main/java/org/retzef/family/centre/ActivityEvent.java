package org.retzef.family.centre;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What is told of activities: how many took part, never who. */
sealed interface ActivityEvent extends Event {

  /**
   * @param unit the centre
   * @param serviceUsers how many of its service users took part
   */
  record Recorded(
      UUID activityId,
      UnitPath unit,
      Activity.Kind kind,
      Activity.Domain domain,
      LocalDate heldOn,
      int serviceUsers,
      int otherParticipants,
      int departmentWorkers)
      implements ActivityEvent {

    static Recorded of(Activity activity) {
      return new Recorded(
          activity.id(),
          activity.centre(),
          activity.kind(),
          activity.domain(),
          activity.heldOn(),
          activity.serviceUserIds().size(),
          activity.otherParticipants(),
          activity.departmentWorkers());
    }

    @Override
    public String topic() {
      return "retzef.family.events";
    }

    @Override
    public String aggregateType() {
      return "activity";
    }

    @Override
    public String aggregateId() {
      return activityId.toString();
    }

    @Override
    public String type() {
      return "org.retzef.activity.recorded.v1";
    }
  }
}
