package org.retzef.family.enrolment;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.programme.Track;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to enrolments: events of the family, in the order of all its others. */
sealed interface EnrolmentEvent extends Event {

  UUID familyId();

  @Override
  default String topic() {
    return "retzef.family.events";
  }

  @Override
  default String aggregateType() {
    return "family";
  }

  @Override
  default String aggregateId() {
    return familyId().toString();
  }

  static EnrolmentEvent enrolled(Enrolment enrolment, UnitPath unit, Track track) {
    return new Enrolled(
        enrolment.familyId(),
        enrolment.id(),
        unit,
        track.programme(),
        track.code(),
        enrolment.status(),
        enrolment.startDate(),
        null);
  }

  /** It was over before this system heard of it. */
  static EnrolmentEvent enrolledUntil(
      LocalDate end, Enrolment enrolment, UnitPath unit, Track track) {
    return new Enrolled(
        enrolment.familyId(),
        enrolment.id(),
        unit,
        track.programme(),
        track.code(),
        enrolment.status(),
        enrolment.startDate(),
        end);
  }

  /**
   * @param enrolment that has ended
   */
  static EnrolmentEvent ended(Enrolment enrolment, UnitPath unit, Track track) {
    return new Ended(
        enrolment.familyId(),
        enrolment.id(),
        unit,
        track.programme(),
        track.code(),
        enrolment.status(),
        enrolment.startDate(),
        Objects.requireNonNull(enrolment.endDate()),
        Objects.requireNonNull(enrolment.reason()));
  }

  record Enrolled(
      UUID familyId,
      UUID enrolmentId,
      UnitPath unit,
      String programme,
      String track,
      Enrolment.Status status,
      LocalDate startDate,
      @Nullable LocalDate endDate)
      implements EnrolmentEvent {

    @Override
    public String type() {
      return "org.retzef.family.enrolled.v1";
    }
  }

  /**
   * @param endDate before the start where it was called off
   */
  record Ended(
      UUID familyId,
      UUID enrolmentId,
      UnitPath unit,
      String programme,
      String track,
      Enrolment.Status status,
      LocalDate startDate,
      LocalDate endDate,
      Enrolment.Reason reason)
      implements EnrolmentEvent {

    @Override
    public String type() {
      return "org.retzef.enrolment.ended.v1";
    }
  }
}
