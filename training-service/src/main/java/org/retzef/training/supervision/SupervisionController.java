package org.retzef.training.supervision;

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
@RequestMapping("/api/v1/supervision")
class SupervisionController {

  private final Supervisions supervisions;
  private final Idempotency idempotency;
  private final Commands commands;

  SupervisionController(Supervisions supervisions, Idempotency idempotency, Commands commands) {
    this.supervisions = supervisions;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Begins a worker's supervision. */
  @PostMapping
  Mono<ResponseEntity<Supervision>> begin(
      Caller caller, OptionalIdempotencyKey key, @RequestBody BeginRequest request) {
    return idempotency.once(
        key,
        request,
        Supervision.class,
        () ->
            supervisions
                .begin(caller, request)
                .map(
                    begun ->
                        ResponseEntity.created(URI.create("/api/v1/supervision/" + begun.id()))
                            .eTag(ExpectedVersion.eTag(begun.version()))
                            .body(begun)));
  }

  /** Workers of the caller's unit and those below, with the state and the gap of each. */
  @GetMapping
  Mono<ResponseEntity<Page<Supervision>>> list(Caller caller, PageRequest page) {
    return supervisions.of(caller, page).map(page::answer);
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<Supervision>> get(Caller caller, @PathVariable UUID id) {
    return supervisions.find(caller, id).map(SupervisionController::shown);
  }

  /** Pauses it. */
  @PutMapping("/{id}/pause")
  Mono<ResponseEntity<Supervision>> pause(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody PauseRequest pause) {
    return commands
        .run(() -> supervisions.pause(caller, id, expected, pause))
        .map(SupervisionController::shown);
  }

  /** Resumes it. */
  @PutMapping("/{id}/resumption")
  Mono<ResponseEntity<Supervision>> resume(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody ResumeRequest request) {
    return commands
        .run(() -> supervisions.resume(caller, id, expected, request.resumedOn()))
        .map(SupervisionController::shown);
  }

  private static ResponseEntity<Supervision> shown(Supervision supervision) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(supervision.version())).body(supervision);
  }
}
