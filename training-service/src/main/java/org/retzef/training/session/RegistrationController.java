package org.retzef.training.session;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/sessions/{sessionId}/registrations")
class RegistrationController {

  private final SeatTaking seats;
  private final Sessions sessions;
  private final Registrations registrations;
  private final Idempotency idempotency;
  private final Commands commands;

  RegistrationController(
      SeatTaking seats,
      Sessions sessions,
      Registrations registrations,
      Idempotency idempotency,
      Commands commands) {
    this.seats = seats;
    this.sessions = sessions;
    this.registrations = registrations;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Registers the caller, who gets a seat, waits for one, or is refused if there is none. */
  @PostMapping
  Mono<ResponseEntity<Seat>> register(
      Caller caller,
      @PathVariable UUID sessionId,
      OptionalIdempotencyKey key,
      @RequestBody RegisterRequest request) {
    return idempotency.once(
        key,
        request,
        Seat.class,
        () -> seats.take(caller, sessionId, request).map(RegistrationController::created));
  }

  /** Gives the caller's own seat back; who has waited longest moves up. */
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> withdraw(Caller caller, @PathVariable UUID sessionId, @PathVariable UUID id) {
    return commands.run(() -> seats.giveBack(caller, sessionId, id));
  }

  /** Who comes and who waits, in the order of registration; for those who hold the session. */
  @GetMapping
  Mono<Page<Registration>> list(Caller caller, @PathVariable UUID sessionId) {
    return sessions
        .findHeld(caller, sessionId)
        .then(Mono.defer(() -> registrations.of(sessionId).collectList()))
        .map(Page::whole);
  }

  private static ResponseEntity<Seat> created(Seat seat) {
    return ResponseEntity.created(
            URI.create("/api/v1/sessions/" + seat.sessionId() + "/registrations/" + seat.id()))
        .body(seat);
  }
}
