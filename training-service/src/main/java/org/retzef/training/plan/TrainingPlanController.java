package org.retzef.training.plan;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/training-plans")
class TrainingPlanController {

  private final TrainingPlans plans;
  private final Idempotency idempotency;

  TrainingPlanController(TrainingPlans plans, Idempotency idempotency) {
    this.plans = plans;
    this.idempotency = idempotency;
  }

  /** Keeps a plan by month and answers what it forecasts. */
  @PostMapping
  Mono<ResponseEntity<TrainingPlan>> keep(
      Caller caller, OptionalIdempotencyKey key, @RequestBody PlanRequest request) {
    return idempotency.once(
        key,
        request,
        TrainingPlan.class,
        () -> plans.keep(caller, request).map(TrainingPlanController::created));
  }

  /** The plans of the caller's units and of those above, as they were made. */
  @GetMapping
  Mono<ResponseEntity<Page<TrainingPlan>>> list(Caller caller, PageRequest page) {
    return plans.seenBy(caller, page).map(page::answer);
  }

  /** A plan, with its forecast against the goal month by month. */
  @GetMapping("/{id}")
  Mono<TrainingPlan> get(Caller caller, @PathVariable UUID id) {
    return plans.find(caller, id);
  }

  /** How many were trained, all together and by kind of organisation. */
  @GetMapping("/{id}/progress")
  Mono<Progress> progress(Caller caller, @PathVariable UUID id) {
    return plans.progress(caller, id);
  }

  private static ResponseEntity<TrainingPlan> created(TrainingPlan plan) {
    return ResponseEntity.created(URI.create("/api/v1/training-plans/" + plan.id())).body(plan);
  }
}
