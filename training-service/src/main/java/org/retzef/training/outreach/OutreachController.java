package org.retzef.training.outreach;

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
@RequestMapping("/api/v1")
class OutreachController {

  private final Outreaches outreaches;
  private final NextSessions nextSessions;
  private final Idempotency idempotency;
  private final Commands commands;

  OutreachController(
      Outreaches outreaches,
      NextSessions nextSessions,
      Idempotency idempotency,
      Commands commands) {
    this.outreaches = outreaches;
    this.nextSessions = nextSessions;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Records the official letter to a department. */
  @PostMapping("/outreach")
  Mono<ResponseEntity<Outreach>> send(
      Caller caller, OptionalIdempotencyKey key, @RequestBody LetterRequest letter) {
    return idempotency.once(
        key,
        letter,
        Outreach.class,
        () ->
            outreaches
                .send(caller, letter)
                .map(
                    sent ->
                        ResponseEntity.created(URI.create("/api/v1/outreach/" + sent.id()))
                            .eTag(ExpectedVersion.eTag(sent.version()))
                            .body(sent)));
  }

  /** Departments of the caller's unit and those below that were written to. */
  @GetMapping("/outreach")
  Mono<ResponseEntity<Page<Outreach>>> list(Caller caller, PageRequest page) {
    return outreaches.of(caller, page).map(page::answer);
  }

  @GetMapping("/outreach/{id}")
  Mono<ResponseEntity<Outreach>> get(Caller caller, @PathVariable UUID id) {
    return outreaches.find(caller, id).map(OutreachController::shown);
  }

  /** Keeps what was agreed with the department in person. */
  @PutMapping("/outreach/{id}/coordination")
  Mono<ResponseEntity<Outreach>> agree(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody CoordinationRequest agreed) {
    return commands
        .run(() -> outreaches.agree(caller, id, expected, agreed))
        .map(OutreachController::shown);
  }

  /**
   * Trainings that stand in the work plans of departments under the national reform, and how far
   * each is.
   */
  @GetMapping("/work-plans")
  Mono<ResponseEntity<Page<WorkPlanItem>>> workPlans(Caller caller, PageRequest page) {
    return nextSessions.workPlans(caller, page).map(page::answer);
  }

  /** Departments near an agreed session that wait for one, on the same day. */
  @GetMapping("/sessions/{id}/suggestions")
  Mono<Page<Suggestion>> near(Caller caller, @PathVariable UUID id) {
    return nextSessions.near(caller, id).map(Page::whole);
  }

  /** Departments in which no team leader was trained yet: they come first. */
  @GetMapping("/departments-without-instructor")
  Mono<ResponseEntity<Page<UntaughtDepartment>>> withoutInstructor(
      Caller caller, PageRequest page) {
    return nextSessions.withoutInstructor(caller, page).map(page::answer);
  }

  private static ResponseEntity<Outreach> shown(Outreach outreach) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(outreach.version())).body(outreach);
  }
}
