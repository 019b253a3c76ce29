package org.retzef.training.session;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/sessions")
class SessionController {

  private final SessionPlanning planning;
  private final SessionHolding holding;
  private final Sessions sessions;
  private final Idempotency idempotency;
  private final Commands commands;

  SessionController(
      SessionPlanning planning,
      SessionHolding holding,
      Sessions sessions,
      Idempotency idempotency,
      Commands commands) {
    this.planning = planning;
    this.holding = holding;
    this.sessions = sessions;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Plans a session. It is confirmed later, when its place was found equipped. */
  @PostMapping
  Mono<ResponseEntity<Session>> plan(
      Caller caller, OptionalIdempotencyKey key, @RequestBody PlanSessionRequest request) {
    return idempotency.once(
        key,
        request,
        Session.class,
        () -> planning.plan(caller, request).map(SessionController::created));
  }

  /** Sessions of the caller's unit, those below and those above, oldest first. */
  @GetMapping
  Mono<ResponseEntity<Page<Session>>> list(Caller caller, PageRequest page) {
    return sessions.seenBy(caller, page).map(page::answer);
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<Session>> get(Caller caller, @PathVariable UUID id) {
    return sessions.find(caller, id).map(SessionController::shown);
  }

  /** Keeps what was found at the place: computers and internet. */
  @PutMapping("/{id}/infrastructure-check")
  Mono<ResponseEntity<Session>> check(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody InfrastructureCheck check) {
    return commands
        .run(() -> planning.check(caller, id, expected, check))
        .map(SessionController::shown);
  }

  /** Confirms a session whose place was found equipped. */
  @PutMapping("/{id}/confirmation")
  Mono<ResponseEntity<Session>> confirm(
      Caller caller, @PathVariable UUID id, ExpectedVersion expected) {
    return commands.run(() -> planning.confirm(caller, id, expected)).map(SessionController::shown);
  }

  /** Cancels a session; all who were to come are free again. */
  @PutMapping("/{id}/cancellation")
  Mono<ResponseEntity<Session>> cancel(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody CancelRequest request) {
    return commands
        .run(() -> planning.cancel(caller, id, expected, request.reason()))
        .map(SessionController::shown);
  }

  /** Records who came, also late; after the closure it only adds. */
  @PutMapping("/{id}/attendance")
  Mono<ResponseEntity<Session>> recordAttendance(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody AttendanceRequest request) {
    return commands
        .run(() -> holding.recordAttendance(caller, id, expected, request))
        .map(SessionController::shown);
  }

  /** Closes a session that was held, with a contact worker for each department that came. */
  @PutMapping("/{id}/closure")
  Mono<ResponseEntity<Session>> close(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody ClosureRequest request) {
    return commands
        .run(() -> holding.close(caller, id, expected, request))
        .map(SessionController::shown);
  }

  private static ResponseEntity<Session> created(Session session) {
    return ResponseEntity.created(URI.create("/api/v1/sessions/" + session.id()))
        .eTag(ExpectedVersion.eTag(session.version()))
        .body(session);
  }

  private static ResponseEntity<Session> shown(Session session) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(session.version())).body(session);
  }
}
