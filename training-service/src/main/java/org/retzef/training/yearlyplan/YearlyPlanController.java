package org.retzef.training.yearlyplan;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class YearlyPlanController {

  private final YearlyPlans plans;
  private final Idempotency idempotency;

  YearlyPlanController(YearlyPlans plans, Idempotency idempotency) {
    this.plans = plans;
    this.idempotency = idempotency;
  }

  /** The core topics, first those of the country and the districts. */
  @GetMapping("/core-topics")
  Mono<Page<CoreTopic>> topics() {
    return plans.topics().map(Page::whole);
  }

  /** Keeps a unit's plan of a year, or the next version of it. */
  @PostMapping("/yearly-plans")
  Mono<ResponseEntity<YearlyPlan>> keep(
      Caller caller, OptionalIdempotencyKey key, @RequestBody YearlyPlanRequest plan) {
    return idempotency.once(
        key,
        plan,
        YearlyPlan.class,
        () ->
            plans
                .keep(caller, plan)
                .map(
                    kept ->
                        ResponseEntity.created(URI.create("/api/v1/yearly-plans/" + kept.id()))
                            .eTag(ExpectedVersion.eTag(kept.version()))
                            .body(kept)));
  }

  /** The plans of the caller's unit and below, each in its newest version. */
  @GetMapping("/yearly-plans")
  Mono<ResponseEntity<Page<YearlyPlan>>> list(
      Caller caller, @RequestParam(required = false) @Nullable Integer year, PageRequest page) {
    return plans.seenBy(caller, year, page).map(page::answer);
  }

  @GetMapping("/yearly-plans/{id}")
  Mono<ResponseEntity<YearlyPlan>> get(Caller caller, @PathVariable UUID id) {
    return plans
        .find(caller, id)
        .map(plan -> ResponseEntity.ok().eTag(ExpectedVersion.eTag(plan.version())).body(plan));
  }
}
