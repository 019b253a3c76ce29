package org.retzef.family.plan;

import java.net.URI;
import java.util.UUID;
import java.util.function.Supplier;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/families/{familyId}/plans")
class PlanController {

  private final InterventionPlanning planning;
  private final PlanApproval approval;
  private final Plans plans;
  private final Families families;
  private final Idempotency idempotency;
  private final Commands commands;

  PlanController(
      InterventionPlanning planning,
      PlanApproval approval,
      Plans plans,
      Families families,
      Idempotency idempotency,
      Commands commands) {
    this.planning = planning;
    this.approval = approval;
    this.plans = plans;
    this.families = families;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Drafts an intervention plan for a family. */
  @PostMapping
  Mono<ResponseEntity<PlanState>> draft(
      Caller caller,
      @PathVariable UUID familyId,
      OptionalIdempotencyKey key,
      @RequestBody DraftPlanRequest request) {
    return idempotency.once(
        key,
        request,
        PlanState.class,
        () -> planning.draft(caller, familyId, request).map(PlanController::created));
  }

  /** Lists a family's plans in their latest versions, without their goals. */
  @GetMapping
  Mono<ResponseEntity<Page<Plan>>> list(
      Caller caller, @PathVariable UUID familyId, PageRequest page) {
    return families
        .unitOf(caller, familyId)
        .then(Mono.defer(() -> plans.of(familyId, page)))
        .map(page::answer);
  }

  /** Shows a plan in its latest version. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<Plan>> get(
      Caller caller, @PathVariable UUID familyId, @PathVariable UUID id) {
    return families
        .unitOf(caller, familyId)
        .then(Mono.defer(() -> plans.find(familyId, id)))
        .map(plan -> ResponseEntity.ok().eTag(ExpectedVersion.eTag(plan.version())).body(plan));
  }

  /** Shows a plan as it was in one of its versions. */
  @GetMapping("/{id}/versions/{number}")
  Mono<Plan> version(
      Caller caller, @PathVariable UUID familyId, @PathVariable UUID id, @PathVariable int number) {
    return families
        .unitOf(caller, familyId)
        .then(Mono.defer(() -> plans.find(familyId, id, number)));
  }

  /** Moves the day on which a draft is to be looked at again. */
  @PatchMapping("/{id}")
  Mono<ResponseEntity<PlanState>> moveReview(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody ReviewDayRequest request) {
    return commands
        .run(() -> planning.moveReview(caller, familyId, id, expected, request))
        .map(PlanController::changed);
  }

  /** Begins the next version of an approved plan, as a draft with the same goals. */
  @PostMapping("/{id}/versions")
  Mono<ResponseEntity<PlanState>> revise(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key) {
    return once(key, "", () -> planning.revise(caller, familyId, id, expected));
  }

  /** Submits a plan for approval. */
  @PostMapping("/{id}/submission")
  Mono<ResponseEntity<PlanState>> submit(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key) {
    return once(key, "", () -> approval.submit(caller, familyId, id, expected));
  }

  /**
   * Approves a submitted plan or returns it to its authors. None of them may do it, nor who belongs
   * to the family.
   */
  @PostMapping("/{id}/approval")
  Mono<ResponseEntity<PlanState>> decide(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody ApprovalRequest request) {
    return once(key, request, () -> approval.decide(caller, familyId, id, expected, request));
  }

  private Mono<ResponseEntity<PlanState>> once(
      OptionalIdempotencyKey key, Object request, Supplier<Mono<PlanState>> command) {
    return idempotency.once(
        key, request, PlanState.class, () -> command.get().map(PlanController::created));
  }

  static ResponseEntity<PlanState> created(PlanState plan) {
    return ResponseEntity.created(
            URI.create("/api/v1/families/%s/plans/%s".formatted(plan.familyId(), plan.id())))
        .eTag(ExpectedVersion.eTag(plan.version()))
        .body(plan);
  }

  static ResponseEntity<PlanState> changed(PlanState plan) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(plan.version())).body(plan);
  }
}
