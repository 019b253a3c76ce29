package org.retzef.family.trackplan;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to plans of seats. */
sealed interface TrackPlanEvent extends Event {

  @Override
  default String topic() {
    return "retzef.organisation.events";
  }

  record Published(
      UUID planId,
      String programme,
      String track,
      UnitPath unit,
      LocalDate from,
      LocalDate until,
      int seats,
      int version,
      LocalDate publishedOn)
      implements TrackPlanEvent {

    static Published of(TrackPlan plan, String programme) {
      return new Published(
          plan.id(),
          programme,
          plan.track(),
          plan.unit(),
          plan.from(),
          plan.until(),
          plan.seats(),
          plan.version(),
          plan.publishedOn());
    }

    @Override
    public String aggregateType() {
      return "track-plan";
    }

    @Override
    public String aggregateId() {
      return planId.toString();
    }

    @Override
    public String type() {
      return "org.retzef.track-plan.published.v1";
    }
  }
}
