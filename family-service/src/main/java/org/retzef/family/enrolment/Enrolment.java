package org.retzef.family.enrolment;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A family's time in a track.
 *
 * @param startDate first day
 * @param endDate last day; null while it goes on; a day before the first where it was called off
 *     before it began, and so never was
 * @param reason why it ended, coded
 */
public record Enrolment(
    UUID id,
    UUID familyId,
    String track,
    Status status,
    LocalDate startDate,
    @Nullable LocalDate endDate,
    @Nullable Reason reason,
    long version) {

  /** How far an enrolment is. */
  public enum Status {
    PLANNED,
    ACTIVE,
    GRADUATED,
    LEFT;

    /** The status of an enrolment that has not ended. */
    static Status begun(LocalDate startDate, LocalDate today) {
      return startDate.isAfter(today) ? PLANNED : ACTIVE;
    }

    boolean isEnd() {
      return this == GRADUATED || this == LEFT;
    }
  }

  /** Why an enrolment ended. */
  public enum Reason {
    GOALS_REACHED,
    PERIOD_OVER,
    MOVED_AWAY,
    FAMILY_DECLINED,
    NO_CONTACT,
    OTHER_RESPONSE,
    OTHER
  }

  /** Whether it may end on this day: a planned one can only be called off. */
  boolean mayEnd(Status how, LocalDate lastDay) {
    return !lastDay.isBefore(startDate) || (status == Status.PLANNED && how == Status.LEFT);
  }

  boolean isEnded() {
    return status.isEnd();
  }

  Enrolment ended(Status how, LocalDate lastDay, Reason why) {
    return new Enrolment(id, familyId, track, how, startDate, lastDay, why, version + 1);
  }
}
