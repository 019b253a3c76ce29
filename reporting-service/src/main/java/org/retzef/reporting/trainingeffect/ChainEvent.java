package org.retzef.reporting.trainingeffect;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/** The other services' events, as far as the chain reads them. */
sealed interface ChainEvent {

  record Held(UUID sessionId, LocalDate heldOn) implements ChainEvent {}

  /** Of all so far: a later one replaces an earlier one. */
  record Attendance(UUID sessionId, List<Came> departments) implements ChainEvent {}

  record Came(UnitPath unit, int attended) {}

  record Sent(UUID sessionId, String stage, List<Mails> departments) implements ChainEvent {}

  record Mails(UnitPath unit, int mails) {}

  record Answered(UUID sessionId, String stage, UnitPath unit) implements ChainEvent {}

  record Used(UnitPath unit, String role, LocalDate day, int entries) implements ChainEvent {}

  record Closed(UnitPath unit, String result, LocalDate closedOn) implements ChainEvent {

    /** In full or in part. */
    boolean isTakenUp() {
      return !result.equals("FAILED");
    }
  }
}
