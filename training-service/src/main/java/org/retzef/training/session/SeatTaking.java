package org.retzef.training.session;

import java.time.Clock;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.training.invitation.InvitationPlanning;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** A trainee takes a seat, waits for one, or gives it back. */
@Service
class SeatTaking {

  private final Sessions sessions;
  private final Registrations registrations;
  private final InvitationPlanning invitations;
  private final Clock clock;

  SeatTaking(
      Sessions sessions, Registrations registrations, InvitationPlanning invitations, Clock clock) {
    this.sessions = sessions;
    this.registrations = registrations;
    this.invitations = invitations;
    this.clock = clock;
  }

  /** Who comes last to the last seat waits, or is refused with {@link SessionFull}. */
  Mono<Seat> take(Caller caller, UUID sessionId, RegisterRequest request) {
    return registrations
        .lockTrainee(caller)
        .then(Mono.defer(() -> openSession(caller, sessionId)))
        .flatMap(session -> registrations.insert(caller, sessionId, request.ofOrganisation()))
        .filter(seat -> request.waitIfFull() || seat.state() == Seat.State.REGISTERED)
        .switchIfEmpty(Mono.error(SessionFull::new))
        .flatMap(seat -> invitations.planFor(sessionId).thenReturn(seat));
  }

  /** The next one in the line moves up in the same transaction. */
  Mono<Void> giveBack(Caller caller, UUID sessionId, UUID registrationId) {
    return openSession(caller, sessionId)
        .flatMap(
            session ->
                registrations
                    .withdraw(caller, sessionId, registrationId)
                    .then(Mono.defer(() -> registrations.moveUp(session)))
                    .then(Mono.defer(() -> invitations.planFor(sessionId))));
  }

  private Mono<Session> openSession(Caller caller, UUID sessionId) {
    return sessions
        .lockSeen(caller, sessionId)
        .doOnNext(
            session -> {
              session.mustGoOn();
              if (!clock.instant().isBefore(session.startsAt())) {
                throw new SessionStarted();
              }
            });
  }
}
