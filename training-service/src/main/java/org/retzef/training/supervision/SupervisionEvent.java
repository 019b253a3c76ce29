package org.retzef.training.supervision;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/**
 * A worker's supervision runs or is paused; never whose it is.
 *
 * @param since the first day of it
 * @param reason of a pause
 */
record SupervisionEvent(
    UUID supervisionId,
    UnitPath unit,
    BeginRequest.Kind kind,
    Status status,
    LocalDate since,
    PauseRequest.@Nullable Reason reason)
    implements Event {

  enum Status {
    RUNNING,
    PAUSED
  }

  static SupervisionEvent runs(Supervision supervision, LocalDate since) {
    return new SupervisionEvent(
        supervision.id(), supervision.unit(), supervision.kind(), Status.RUNNING, since, null);
  }

  static SupervisionEvent paused(Supervision supervision, PauseRequest pause) {
    return new SupervisionEvent(
        supervision.id(),
        supervision.unit(),
        supervision.kind(),
        Status.PAUSED,
        pause.pausedOn(),
        pause.reason());
  }

  @Override
  public String type() {
    return "org.retzef.supervision.changed.v1";
  }

  @Override
  public String topic() {
    return "retzef.training.events";
  }

  @Override
  public String aggregateType() {
    return "supervision";
  }

  @Override
  public String aggregateId() {
    return supervisionId.toString();
  }
}
