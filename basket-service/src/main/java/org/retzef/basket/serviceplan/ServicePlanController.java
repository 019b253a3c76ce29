package org.retzef.basket.serviceplan;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Plans of services: one for each authority and year. Whatever changes in a plan, its version does;
 * its stations and services have versions of their own.
 */
@RestController
@RequestMapping("/api/v1/service-plans")
class ServicePlanController {

  private final PlanEditing editing;
  private final PlanCycle cycle;
  private final ServicePlans plans;
  private final Idempotency idempotency;
  private final Commands commands;

  ServicePlanController(
      PlanEditing editing,
      PlanCycle cycle,
      ServicePlans plans,
      Idempotency idempotency,
      Commands commands) {
    this.editing = editing;
    this.cycle = cycle;
    this.plans = plans;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Begins an authority's plan for a year. */
  @PostMapping
  Mono<ResponseEntity<ServicePlanView>> create(
      Caller caller, OptionalIdempotencyKey key, @RequestBody CreatePlanRequest request) {
    return idempotency.once(
        key,
        request,
        ServicePlanView.class,
        () -> editing.create(caller, request).map(ServicePlanController::created));
  }

  /** The plans of the caller's units. */
  @GetMapping
  Mono<ResponseEntity<Page<ServicePlanLine>>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable Integer year,
      @RequestParam(required = false) @Nullable PlanStatus status,
      PageRequest page) {
    return plans.seenBy(caller, year, status, page).map(page::answer);
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<ServicePlanView>> get(Caller caller, @PathVariable UUID id) {
    return plans.find(caller, id).map(ServicePlanController::shown);
  }

  /** Changes what the plan stands on, and what is kept in reserve. */
  @PatchMapping("/{id}")
  Mono<ResponseEntity<ServicePlanView>> change(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody ChangePlanRequest request) {
    return commands
        .run(() -> editing.change(caller, id, expected, request))
        .map(ServicePlanController::shown);
  }

  /** Tells the budget for the community of the year; also when it is cut later on. */
  @PutMapping("/{id}/community-budget")
  Mono<ResponseEntity<ServicePlanView>> fund(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody CommunityBudgetRequest request) {
    return commands
        .run(() -> editing.fund(caller, id, expected, request))
        .map(ServicePlanController::shown);
  }

  /** What of the budget for the community goes, and may go, to self-developed services, now. */
  @GetMapping("/{id}/cap")
  Mono<Cap> cap(Caller caller, @PathVariable UUID id) {
    return plans.find(caller, id).map(whole -> whole.plan().cap());
  }

  /** Submits a plan. There is no body: what is submitted is the plan. */
  @PostMapping("/{id}/submission")
  Mono<ResponseEntity<ServicePlanView>> submit(
      Caller caller, @PathVariable UUID id, ExpectedVersion expected, OptionalIdempotencyKey key) {
    return idempotency.once(
        key,
        "",
        ServicePlanView.class,
        () -> cycle.submit(caller, id, expected).map(ServicePlanController::created));
  }

  /** Approves what another person has submitted, or returns it with a note. */
  @PostMapping("/{id}/approval")
  Mono<ResponseEntity<ServicePlanView>> decide(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody DecidePlanRequest request) {
    return idempotency.once(
        key,
        request,
        ServicePlanView.class,
        () -> cycle.decide(caller, id, expected, request).map(ServicePlanController::created));
  }

  /** Takes an approved plan on through its year, or opens it to be planned anew. */
  @PostMapping("/{id}/cycle")
  Mono<ResponseEntity<ServicePlanView>> move(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody MovePlanRequest request) {
    return idempotency.once(
        key,
        request,
        ServicePlanView.class,
        () ->
            cycle
                .move(caller, id, expected, request.step().step())
                .map(ServicePlanController::created));
  }

  private static ResponseEntity<ServicePlanView> created(WholePlan whole) {
    return ResponseEntity.created(URI.create("/api/v1/service-plans/" + whole.plan().id()))
        .eTag(ExpectedVersion.eTag(whole.plan().version()))
        .body(ServicePlanView.of(whole));
  }

  private static ResponseEntity<ServicePlanView> shown(WholePlan whole) {
    return ResponseEntity.ok()
        .eTag(ExpectedVersion.eTag(whole.plan().version()))
        .body(ServicePlanView.of(whole));
  }
}
