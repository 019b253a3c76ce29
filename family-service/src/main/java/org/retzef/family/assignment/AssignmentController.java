package org.retzef.family.assignment;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Families;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class AssignmentController {

  private final FamilyAssignment assignment;
  private final Assignments assignments;
  private final UnattendedFamilies unattended;
  private final Families families;
  private final Units units;
  private final Idempotency idempotency;
  private final Commands commands;
  private final Clock clock;

  AssignmentController(
      FamilyAssignment assignment,
      Assignments assignments,
      UnattendedFamilies unattended,
      Families families,
      Units units,
      Idempotency idempotency,
      Commands commands,
      Clock clock) {
    this.assignment = assignment;
    this.assignments = assignments;
    this.unattended = unattended;
    this.families = families;
    this.units = units;
    this.idempotency = idempotency;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * Hands a family to a worker. Whoever had the role before only reads from now on; the worker
   * accepts or declines.
   */
  @PostMapping("/families/{familyId}/assignments")
  Mono<ResponseEntity<Assignment>> assign(
      Caller caller,
      @PathVariable UUID familyId,
      OptionalIdempotencyKey key,
      @RequestBody AssignRequest request) {
    return idempotency.once(
        key,
        request,
        Assignment.class,
        () -> assignment.assign(caller, familyId, request).map(AssignmentController::created));
  }

  /** Lists everybody who holds or held a family, oldest first. */
  @GetMapping("/families/{familyId}/assignments")
  Mono<ResponseEntity<Page<Assignment>>> list(
      Caller caller, @PathVariable UUID familyId, PageRequest page) {
    return families.unitOf(caller, familyId).then(assignments.of(familyId, page)).map(page::answer);
  }

  /** Shows an assignment. */
  @GetMapping("/families/{familyId}/assignments/{id}")
  Mono<ResponseEntity<Assignment>> get(
      Caller caller, @PathVariable UUID familyId, @PathVariable UUID id) {
    return families
        .unitOf(caller, familyId)
        .then(assignments.find(familyId, id))
        .map(AssignmentController::found);
  }

  /** Accepts or declines a family: by the worker to whom it was handed. */
  @PostMapping("/families/{familyId}/assignments/{id}/answer")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Assignment>> answer(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody AssignmentAnswer request) {
    return idempotency.once(
        key,
        request,
        Assignment.class,
        () ->
            assignment
                .answer(caller, familyId, id, expected, request)
                .map(AssignmentController::found));
  }

  /** Ends an assignment. It stays in the family's history. */
  @DeleteMapping("/families/{familyId}/assignments/{id}")
  Mono<ResponseEntity<Assignment>> end(
      Caller caller, @PathVariable UUID familyId, @PathVariable UUID id, ExpectedVersion expected) {
    return commands
        .run(() -> assignment.end(caller, familyId, id, expected))
        .map(AssignmentController::found);
  }

  /** Lists what the caller holds or is to answer. */
  @GetMapping("/assignments")
  Mono<ResponseEntity<Page<Assignment>>> own(Caller caller, PageRequest page) {
    return assignments.openOf(caller, page).map(page::answer);
  }

  /**
   * Measures how quickly a unit's families are taken over.
   *
   * @param from first day of proposal; a year ago unless said
   * @param to last day of proposal; today unless said
   */
  @GetMapping("/units/{path}/assignments/measures")
  Mono<Measures> measures(
      Caller caller,
      @PathVariable String path,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to) {
    LocalDate today = LocalDate.now(clock);
    return units
        .requireSeen(caller, path)
        .flatMap(
            unit ->
                assignments.measures(
                    unit, from == null ? today.minusYears(1) : from, to == null ? today : to));
  }

  /**
   * Lists the families of a unit that no worker is in charge of, oldest first: none who answers for
   * the case has taken the family, whoever else goes along with it. From a hand-over on a family
   * stands here until its new worker accepts.
   *
   * @param state only those in this one; all, if left out
   */
  @GetMapping("/units/{path}/assignments/unattended")
  Mono<ResponseEntity<Page<UnattendedFamily>>> unattended(
      Caller caller,
      @PathVariable String path,
      @RequestParam(required = false) UnattendedFamily.@Nullable State state,
      PageRequest page) {
    return units
        .requireSeen(caller, path)
        .flatMap(unit -> unattended.of(unit, state, page))
        .map(page::answer);
  }

  private static ResponseEntity<Assignment> found(Assignment assignment) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(assignment.version())).body(assignment);
  }

  private static ResponseEntity<Assignment> created(Assignment assignment) {
    return ResponseEntity.created(
            URI.create(
                "/api/v1/families/%s/assignments/%s"
                    .formatted(assignment.familyId(), assignment.id())))
        .eTag(ExpectedVersion.eTag(assignment.version()))
        .body(assignment);
  }
}
