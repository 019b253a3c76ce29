package org.retzef.family.plan;

import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/families/{familyId}/plans/{planId}/goals")
class GoalController {

  private final InterventionPlanning planning;
  private final Idempotency idempotency;
  private final Commands commands;

  GoalController(InterventionPlanning planning, Idempotency idempotency, Commands commands) {
    this.planning = planning;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Writes a goal into a draft. The version is the plan's. */
  @PostMapping
  Mono<ResponseEntity<PlanState>> add(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID planId,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody GoalRequest request) {
    return idempotency.once(
        key,
        request,
        PlanState.class,
        () ->
            planning
                .addGoal(caller, familyId, planId, expected, request)
                .map(PlanController::created));
  }

  /** Rewrites a goal of a draft. The version is the plan's. */
  @PutMapping("/{id}")
  Mono<ResponseEntity<PlanState>> change(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID planId,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody GoalRequest request) {
    return commands
        .run(() -> planning.changeGoal(caller, familyId, planId, id, expected, request))
        .map(PlanController::changed);
  }

  /** Takes a goal out of a draft; approved versions keep it. The version is the plan's. */
  @DeleteMapping("/{id}")
  Mono<ResponseEntity<PlanState>> drop(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID planId,
      @PathVariable UUID id,
      ExpectedVersion expected) {
    return commands
        .run(() -> planning.dropGoal(caller, familyId, planId, id, expected))
        .map(PlanController::changed);
  }

  /** Tells how far a goal of an approved plan is. The version is the plan's. */
  @PostMapping("/{id}/progress")
  Mono<ResponseEntity<PlanState>> tellProgress(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID planId,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody ProgressRequest request) {
    return idempotency.once(
        key,
        request,
        PlanState.class,
        () ->
            planning
                .tellProgress(caller, familyId, planId, id, expected, request)
                .map(PlanController::created));
  }
}
