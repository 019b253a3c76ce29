package org.retzef.training.cohort;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
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
@RequestMapping("/api/v1/courses/{id}/cohorts")
class CohortController {

  private final Cohorts cohorts;
  private final Idempotency idempotency;
  private final Commands commands;

  CohortController(Cohorts cohorts, Idempotency idempotency, Commands commands) {
    this.cohorts = cohorts;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Opens a cohort of a course. */
  @PostMapping
  Mono<ResponseEntity<Cohort>> open(
      Caller caller,
      @PathVariable UUID id,
      OptionalIdempotencyKey key,
      @RequestBody OpenCohortRequest request) {
    return idempotency.once(
        key,
        request,
        Cohort.class,
        () ->
            cohorts
                .open(caller, id, request)
                .map(
                    cohort ->
                        ResponseEntity.created(
                                URI.create(
                                    "/api/v1/courses/%s/cohorts/%d".formatted(id, cohort.number())))
                            .eTag(ExpectedVersion.eTag(cohort.version()))
                            .body(cohort)));
  }

  /** Cohorts of a course, in their order. */
  @GetMapping
  Mono<Page<Cohort>> list(Caller caller, @PathVariable UUID id) {
    return cohorts.of(caller, id).map(Page::whole);
  }

  @GetMapping("/{number}")
  Mono<ResponseEntity<Cohort>> get(Caller caller, @PathVariable UUID id, @PathVariable int number) {
    return cohorts.find(caller, id, number).map(CohortController::shown);
  }

  /** Lets trainees join. */
  @PutMapping("/{number}/members")
  Mono<ResponseEntity<Cohort>> join(
      Caller caller,
      @PathVariable UUID id,
      @PathVariable int number,
      ExpectedVersion expected,
      @RequestBody MembersRequest request) {
    return commands
        .run(() -> cohorts.join(caller, id, number, expected, request))
        .map(CohortController::shown);
  }

  /** Records who completed the course. */
  @PutMapping("/{number}/completion")
  Mono<ResponseEntity<Cohort>> complete(
      Caller caller,
      @PathVariable UUID id,
      @PathVariable int number,
      ExpectedVersion expected,
      @RequestBody CompletionRequest request) {
    return commands
        .run(() -> cohorts.complete(caller, id, number, expected, request))
        .map(CohortController::shown);
  }

  private static ResponseEntity<Cohort> shown(Cohort cohort) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(cohort.version())).body(cohort);
  }
}
