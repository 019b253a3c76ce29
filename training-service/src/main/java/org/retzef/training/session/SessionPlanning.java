package org.retzef.training.session;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.training.course.OfferedCourses;
import org.retzef.training.invitation.InvitationPlanning;
import org.retzef.training.unit.KnownUnits;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** From the agreement with a department to the confirmed session, or to its cancellation. */
@Service
class SessionPlanning {

  private final Sessions sessions;
  private final Registrations registrations;
  private final OfferedCourses courses;
  private final KnownUnits units;
  private final InvitationPlanning invitations;
  private final Clock clock;

  SessionPlanning(
      Sessions sessions,
      Registrations registrations,
      OfferedCourses courses,
      KnownUnits units,
      InvitationPlanning invitations,
      Clock clock) {
    this.sessions = sessions;
    this.registrations = registrations;
    this.courses = courses;
    this.units = units;
    this.invitations = invitations;
    this.clock = clock;
  }

  Mono<Session> plan(Caller caller, PlanSessionRequest request) {
    if (!request.startsAt().isAfter(clock.instant())) {
      return Mono.error(new InvalidInput(Fault.of("startsAt", "session-in-the-past")));
    }
    Session session = newSession(request);
    return units
        .mustBeSeenBy(caller, session.unit(), session.jointUnits())
        .then(Mono.defer(() -> courses.mustBeSeenBy(caller, session.courseId())))
        .then(Mono.defer(() -> sessions.insert(session)))
        .thenReturn(session);
  }

  /** What was found at the place; a session that is confirmed must stay equipped. */
  Mono<Session> check(Caller caller, UUID id, ExpectedVersion expected, InfrastructureCheck check) {
    return change(
        caller,
        id,
        expected,
        session -> {
          Session checked = session.checked(check.computers(), check.internet());
          if (session.state() == SessionState.CONFIRMED && !checked.isEquipped()) {
            throw new InfrastructureNotChecked();
          }
          return checked;
        });
  }

  /** Fails with {@link InfrastructureNotChecked} unless the place was found equipped [S3]. */
  Mono<Session> confirm(Caller caller, UUID id, ExpectedVersion expected) {
    return change(
            caller,
            id,
            expected,
            session -> {
              if (!session.isEquipped()) {
                throw new InfrastructureNotChecked();
              }
              return session.in(SessionState.CONFIRMED);
            })
        .flatMap(session -> invitations.planFor(id).thenReturn(session));
  }

  Mono<Session> cancel(
      Caller caller, UUID id, ExpectedVersion expected, CancellationReason reason) {
    return change(caller, id, expected, session -> session.cancelled(reason))
        .flatMap(
            session ->
                registrations
                    .release(id)
                    .then(Mono.defer(() -> invitations.planFor(id)))
                    .thenReturn(session));
  }

  private Mono<Session> change(
      Caller caller, UUID id, ExpectedVersion expected, UnaryOperator<Session> change) {
    return sessions
        .lockHeld(caller, id)
        .flatMap(
            session -> {
              expected.orRefuse(session.version(), session);
              session.mustGoOn();
              return sessions.update(change.apply(session));
            });
  }

  private static Session newSession(PlanSessionRequest request) {
    return new Session(
        Ids.next(),
        request.courseId(),
        request.unit(),
        Objects.requireNonNullElse(request.jointUnits(), List.<UnitPath>of()).stream()
            .distinct()
            .toList(),
        request.place(),
        request.mode(),
        request.startsAt().truncatedTo(ChronoUnit.MINUTES),
        request.minutes(),
        request.capacity(),
        request.programmes().stream().distinct().sorted().toList(),
        request.theme(),
        request.trainer(),
        SessionState.PLANNED,
        null,
        null,
        null,
        1);
  }
}
