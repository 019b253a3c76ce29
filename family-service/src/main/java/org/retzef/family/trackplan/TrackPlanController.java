package org.retzef.family.trackplan;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.family.AsOf;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.format.annotation.DateTimeFormat;
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
class TrackPlanController {

  private final TrackPlanPublication publication;
  private final TrackPlans plans;
  private final PlanShares shares;
  private final Units units;
  private final Idempotency idempotency;
  private final Clock clock;

  TrackPlanController(
      TrackPlanPublication publication,
      TrackPlans plans,
      PlanShares shares,
      Units units,
      Idempotency idempotency,
      Clock clock) {
    this.publication = publication;
    this.plans = plans;
    this.shares = shares;
    this.units = units;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Publishes a plan of seats, or the next version of one. */
  @PostMapping("/track-plans")
  Mono<ResponseEntity<TrackPlan>> publish(
      Caller caller, OptionalIdempotencyKey key, @RequestBody PublishTrackPlanRequest request) {
    return idempotency.once(
        key,
        request,
        TrackPlan.class,
        () -> publication.publish(caller, request).map(TrackPlanController::created));
  }

  /**
   * Lists how many families each track is planned for: every version of every plan.
   *
   * @param unit only plans of exactly this unit
   * @param asOf only plans that hold on this day and were published by then
   */
  @GetMapping("/track-plans")
  Mono<ResponseEntity<Page<TrackPlan>>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable UnitPath unit,
      @RequestParam(required = false) @Nullable String track,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf,
      PageRequest page) {
    LocalDate day = asOf == null ? null : AsOf.any(asOf, clock);
    return plans.seenBy(caller, unit, track, day, page).map(page::answer);
  }

  /**
   * Tells how much of the plans of a unit is filled on a day: a share per track and plan version,
   * the newest plan first. A track without a plan for the day has no denominator, and no share.
   *
   * @param asOf today, if left out; a coming day is refused
   */
  @GetMapping("/units/{path}/plan-shares")
  Mono<Page<PlanShare>> shares(
      Caller caller,
      @PathVariable String path,
      @RequestParam(required = false) @Nullable String track,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    return units
        .find(caller, path)
        .flatMap(unit -> shares.of(unit.path(), AsOf.past(asOf, clock), track))
        .map(Page::whole);
  }

  private static ResponseEntity<TrackPlan> created(TrackPlan plan) {
    return ResponseEntity.created(
            URI.create("/api/v1/track-plans?unit=%s&track=%s".formatted(plan.unit(), plan.track())))
        .eTag(ExpectedVersion.eTag(plan.version()))
        .body(plan);
  }
}
