package org.retzef.family.enrolment;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.family.programme.Programmes;
import org.retzef.family.programme.Track;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Enrols a family and ends its enrolment. Runs inside the caller's command. */
@Service
class FamilyEnrolment {

  private final Families families;
  private final Programmes programmes;
  private final Enrolments enrolments;
  private final Outbox outbox;
  private final Clock clock;

  FamilyEnrolment(
      Families families, Programmes programmes, Enrolments enrolments, Outbox outbox, Clock clock) {
    this.families = families;
    this.programmes = programmes;
    this.enrolments = enrolments;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<Enrolment> enrol(Caller caller, UUID familyId, EnrolRequest request) {
    Enrolment enrolment = newEnrolment(familyId, request);
    return families
        .unitOf(caller, familyId)
        .zipWhen(unit -> knownTrack(request.track()))
        .flatMap(
            found ->
                enrolments
                    .insert(enrolment)
                    .then(outbox.append(enrolled(enrolment, found.getT1(), found.getT2()))))
        .thenReturn(enrolment);
  }

  Mono<Enrolment> end(
      Caller caller,
      UUID familyId,
      UUID enrolmentId,
      ExpectedVersion expected,
      EndEnrolmentRequest request) {
    return enrolments
        .lock(caller, familyId, enrolmentId)
        .map(enrolment -> end(enrolment, expected, request))
        .flatMap(ended -> save(ended, request))
        .zipWith(families.unitOf(caller, familyId))
        .flatMap(
            done ->
                outbox.append(ended(done.getT1(), done.getT2(), request)).thenReturn(done.getT1()));
  }

  private static Enrolment end(
      Enrolment enrolment, ExpectedVersion expected, EndEnrolmentRequest request) {
    expected.orRefuse(enrolment.version(), enrolment);
    if (enrolment.isEnded()) {
      throw new EnrolmentAlreadyEnded();
    }
    List<Fault> faults = new ArrayList<>();
    if (!request.status().isEnd()) {
      faults.add(Fault.of("status", "value-unknown"));
    }
    if (request.endDate().isBefore(enrolment.startDate())) {
      faults.add(Fault.of("endDate", "date-before-start"));
    }
    InvalidInput.ifAny(faults);
    return enrolment.ended(request.status(), request.endDate(), request.reason());
  }

  private Mono<Enrolment> save(Enrolment ended, EndEnrolmentRequest request) {
    return enrolments.end(ended, request.endDate(), request.reason()).thenReturn(ended);
  }

  private Enrolment newEnrolment(UUID familyId, EnrolRequest request) {
    boolean begun = !request.startDate().isAfter(LocalDate.now(clock));
    return new Enrolment(
        Generators.timeBasedEpochGenerator().generate(),
        familyId,
        request.track(),
        begun ? Enrolment.Status.ACTIVE : Enrolment.Status.PLANNED,
        request.startDate(),
        null,
        null,
        1);
  }

  private Mono<Track> knownTrack(String code) {
    return programmes
        .track(code)
        .switchIfEmpty(Mono.error(() -> new InvalidInput(Fault.of("track", "track-unknown"))));
  }

  private static EnrolmentEvent enrolled(Enrolment enrolment, UnitPath unit, Track track) {
    return new EnrolmentEvent.Enrolled(
        enrolment.familyId(),
        enrolment.id(),
        unit,
        track.programme(),
        track.code(),
        enrolment.status(),
        enrolment.startDate());
  }

  private static EnrolmentEvent ended(
      Enrolment enrolment, UnitPath unit, EndEnrolmentRequest request) {
    return new EnrolmentEvent.Ended(
        enrolment.familyId(),
        enrolment.id(),
        unit,
        enrolment.track(),
        enrolment.status(),
        request.endDate(),
        request.reason());
  }
}
