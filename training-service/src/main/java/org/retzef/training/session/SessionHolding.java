package org.retzef.training.session;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Event;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.training.followup.FollowUpPlanning;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** A session is held: who came, and who keeps contact afterwards. */
@Service
class SessionHolding {

  private final Sessions sessions;
  private final Registrations registrations;
  private final ContactWorkers contactWorkers;
  private final FollowUpPlanning followUps;
  private final Outbox outbox;
  private final Clock clock;

  SessionHolding(
      Sessions sessions,
      Registrations registrations,
      ContactWorkers contactWorkers,
      FollowUpPlanning followUps,
      Outbox outbox,
      Clock clock) {
    this.sessions = sessions;
    this.registrations = registrations;
    this.contactWorkers = contactWorkers;
    this.followUps = followUps;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Attendance may come late: after the closure it is added to, and told anew. */
  Mono<Session> recordAttendance(
      Caller caller, UUID id, ExpectedVersion expected, AttendanceRequest request) {
    return begunSession(caller, id, expected)
        .flatMap(
            session ->
                registrations
                    .of(id)
                    .collectList()
                    .doOnNext(list -> mustHaveSeats(list, request.registrations()))
                    .then(Mono.defer(() -> record(session, request.registrations()))));
  }

  /**
   * Fails with {@link ContactWorkerMissing} unless somebody who was there is named for each
   * department that was there [S3].
   */
  Mono<Session> close(Caller caller, UUID id, ExpectedVersion expected, ClosureRequest request) {
    return begunSession(caller, id, expected)
        .flatMap(
            session -> {
              session.mustGoOn();
              return registrations
                  .of(id)
                  .filter(Registration::attended)
                  .collectList()
                  .flatMap(attended -> close(session, attended, request.contactWorkers()));
            });
  }

  private Mono<Session> begunSession(Caller caller, UUID id, ExpectedVersion expected) {
    return sessions
        .lockHeld(caller, id)
        .doOnNext(
            session -> {
              expected.orRefuse(session.version(), session);
              switch (session.state()) {
                case PLANNED -> throw new SessionNotConfirmed();
                case CANCELLED -> throw new SessionOver();
                case CONFIRMED, CLOSED -> {}
              }
              if (clock.instant().isBefore(session.startsAt())) {
                throw new SessionNotStarted();
              }
            });
  }

  private static void mustHaveSeats(List<Registration> list, List<UUID> attended) {
    Set<UUID> seated =
        list.stream()
            .filter(registration -> registration.state() == Seat.State.REGISTERED)
            .map(Registration::id)
            .collect(Collectors.toSet());
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < attended.size(); i++) {
      if (!seated.contains(attended.get(i))) {
        faults.add(Fault.of("registrations[" + i + "]", "trainee-not-registered"));
      }
    }
    InvalidInput.ifAny(faults);
  }

  private Mono<Session> record(Session session, List<UUID> attended) {
    boolean closed = session.state() == SessionState.CLOSED;
    return registrations
        .recordAttendance(
            session.id(), attended, closed, clock.instant().truncatedTo(ChronoUnit.MICROS))
        .then(Mono.defer(() -> followUps.planFor(List.of(session.id()))))
        .then(Mono.defer(() -> registrations.attendedByDepartment(session.id())))
        .flatMap(
            departments ->
                outbox.append(
                    new SessionEvent.AttendanceRecorded(
                        session.id(), heldOn(session), closed, departments)))
        .then(Mono.defer(() -> sessions.update(session.in(session.state()))));
  }

  private Mono<Session> close(Session session, List<Registration> attended, List<UUID> named) {
    Map<UUID, Registration> there =
        attended.stream().collect(Collectors.toMap(Registration::id, Function.identity()));
    if (named.isEmpty() || !there.keySet().containsAll(named)) {
      return Mono.error(new ContactWorkerMissing());
    }
    List<Registration> workers = named.stream().distinct().map(there::get).toList();
    if (!departmentsOf(workers).equals(departmentsOf(attended))) {
      return Mono.error(new ContactWorkerMissing());
    }
    return contactWorkers
        .name(workers, clock.instant().truncatedTo(ChronoUnit.MICROS))
        .then(Mono.defer(() -> outbox.append(newsOf(session, attended, workers))))
        .then(Mono.defer(() -> sessions.update(session.in(SessionState.CLOSED))));
  }

  private List<Event> newsOf(
      Session session, List<Registration> attended, List<Registration> workers) {
    List<Event> news = new ArrayList<>();
    news.add(
        new SessionEvent.Held(
            session.id(),
            session.courseId(),
            session.unit(),
            session.mode(),
            heldOn(session),
            session.programmes(),
            attended.size()));
    for (UnitPath department : departmentsOf(workers)) {
      news.add(new SessionEvent.ContactWorkerNamed(session.id(), department));
    }
    return news;
  }

  private LocalDate heldOn(Session session) {
    return LocalDate.ofInstant(session.startsAt(), clock.getZone());
  }

  private static Set<UnitPath> departmentsOf(List<Registration> registrations) {
    return registrations.stream().map(Registration::unit).collect(Collectors.toSet());
  }
}
