package org.retzef.family.enrolment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.family.programme.Programmes;
import org.retzef.family.programme.Track;
import org.retzef.family.registration.Families;
import org.retzef.family.setup.Setups;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Enrols a family and ends its enrolment. Runs inside the caller's command. */
@Service
class FamilyEnrolment {

  /** Noshmim began in 2015; the oldest sister programme is younger than this. */
  private static final LocalDate EARLIEST_START = LocalDate.of(2007, 1, 1);

  private final Families families;
  private final Programmes programmes;
  private final Setups setups;
  private final OtherFamilies others;
  private final Enrolments enrolments;
  private final Outbox outbox;
  private final Clock clock;

  FamilyEnrolment(
      Families families,
      Programmes programmes,
      Setups setups,
      OtherFamilies others,
      Enrolments enrolments,
      Outbox outbox,
      Clock clock) {
    this.families = families;
    this.programmes = programmes;
    this.setups = setups;
    this.others = others;
    this.enrolments = enrolments;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<Enrolment> enrol(Caller caller, UUID familyId, EnrolRequest request) {
    LocalDate today = LocalDate.now(clock);
    requirePlausible(request.startDate(), today);
    Enrolment enrolment = newEnrolment(familyId, request, today);
    return families
        .changeableUnitOf(caller, familyId)
        .zipWhen(unit -> knownTrack(request.track()))
        .delayUntil(found -> setups.requireOpen(found.getT1(), found.getT2().programme(), today))
        .delayUntil(
            found ->
                others.requireNobodyIn(familyId, found.getT2().programme(), request.startDate()))
        .flatMap(
            found ->
                enrolments
                    .insert(enrolment)
                    .then(
                        outbox.append(
                            EnrolmentEvent.enrolled(enrolment, found.getT1(), found.getT2()))))
        .thenReturn(enrolment);
  }

  Mono<Enrolment> end(
      Caller caller,
      UUID familyId,
      UUID enrolmentId,
      ExpectedVersion expected,
      EndEnrolmentRequest request) {
    return families
        .changeableUnitOf(caller, familyId)
        .flatMap(
            unit ->
                enrolments
                    .lock(familyId, enrolmentId)
                    .map(enrolment -> endedBy(request, enrolment, expected))
                    .flatMap(enrolment -> saveAndTell(unit, enrolment, request)));
  }

  private static Enrolment endedBy(
      EndEnrolmentRequest request, Enrolment enrolment, ExpectedVersion expected) {
    expected.orRefuse(enrolment.version(), enrolment);
    if (enrolment.isEnded()) {
      throw new EnrolmentAlreadyEnded();
    }
    List<Fault> faults = new ArrayList<>();
    if (!request.status().isEnd()) {
      faults.add(Fault.of("status", "value-unknown"));
    }
    if (!enrolment.mayEnd(request.status(), request.endDate())) {
      faults.add(Fault.of("endDate", "date-before-start"));
    }
    InvalidInput.ifAny(faults);
    return enrolment.ended(request.status(), request.endDate(), request.reason());
  }

  private Mono<Enrolment> saveAndTell(
      UnitPath unit, Enrolment enrolment, EndEnrolmentRequest request) {
    return enrolments
        .end(enrolment, request.endDate(), request.reason())
        .then(knownTrack(enrolment.track()))
        .flatMap(track -> outbox.append(EnrolmentEvent.ended(enrolment, unit, track)))
        .thenReturn(enrolment);
  }

  /** A slip of the keys would otherwise open a basket in the year 202. */
  static boolean isPlausible(LocalDate startDate, LocalDate today) {
    return !startDate.isBefore(EARLIEST_START) && !startDate.isAfter(today.plusYears(2));
  }

  private static void requirePlausible(LocalDate startDate, LocalDate today) {
    if (!isPlausible(startDate, today)) {
      throw new InvalidInput(Fault.of("startDate", "date-out-of-range"));
    }
  }

  private static Enrolment newEnrolment(UUID familyId, EnrolRequest request, LocalDate today) {
    return new Enrolment(
        Ids.next(),
        familyId,
        request.track(),
        Enrolment.Status.begun(request.startDate(), today),
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
}
