package org.retzef.training.session;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What is told of a session: counts and departments, never a trainee. */
sealed interface SessionEvent extends Event {

  UUID sessionId();

  @Override
  default String topic() {
    return "retzef.training.events";
  }

  @Override
  default String aggregateType() {
    return "session";
  }

  @Override
  default String aggregateId() {
    return sessionId().toString();
  }

  record Held(
      UUID sessionId,
      UUID courseId,
      UnitPath unit,
      Mode mode,
      LocalDate heldOn,
      List<String> programmes,
      int attended)
      implements SessionEvent {

    @Override
    public String type() {
      return "org.retzef.session.held.v1";
    }
  }

  /** All who attended so far; a later one replaces an earlier one. */
  record AttendanceRecorded(
      UUID sessionId, LocalDate heldOn, boolean afterClosure, List<Attended> departments)
      implements SessionEvent {

    @Override
    public String type() {
      return "org.retzef.attendance.recorded.v1";
    }
  }

  /** A department has a contact worker; who it is stays in this service. */
  record ContactWorkerNamed(UUID sessionId, UnitPath unit) implements SessionEvent {

    @Override
    public String type() {
      return "org.retzef.contact-worker.named.v1";
    }
  }

  record Attended(UnitPath unit, int attended) {}
}
