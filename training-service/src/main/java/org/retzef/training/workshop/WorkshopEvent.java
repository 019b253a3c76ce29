package org.retzef.training.workshop;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** A workshop was held: where and what about, never who came. */
record WorkshopEvent(
    UUID workshopId,
    Workshop.Kind kind,
    UnitPath unit,
    LocalDate heldOn,
    Workshop.Audience audience,
    int participants)
    implements Event {

  static WorkshopEvent of(UUID id, Workshop workshop) {
    return new WorkshopEvent(
        id,
        workshop.kind(),
        workshop.unit(),
        workshop.heldOn(),
        workshop.audience(),
        workshop.participants());
  }

  @Override
  public String type() {
    return "org.retzef.workshop.held.v1";
  }

  @Override
  public String topic() {
    return "retzef.training.events";
  }

  @Override
  public String aggregateType() {
    return "workshop";
  }

  @Override
  public String aggregateId() {
    return workshopId.toString();
  }
}
