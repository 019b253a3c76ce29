package org.retzef.rights.takeup;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/take-up-cases")
class TakeUpOverviewController {

  private final TakeUpStatuses statuses;
  private final Steps steps;
  private final Clock clock;

  TakeUpOverviewController(TakeUpStatuses statuses, Steps steps, Clock clock) {
    this.statuses = statuses;
    this.steps = steps;
    this.clock = clock;
  }

  /** Tells how far rights are taken up in the caller's unit, as of any day, out of the cases. */
  @GetMapping("/status")
  Mono<TakeUpStatus> status(
      Caller caller,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) TakeUpStatus.@Nullable Basis basis) {
    return statusOf(caller.unit(), asOf, basis);
  }

  /** Tells how far rights are taken up in a unit below the caller's. */
  @GetMapping("/status/{unit}")
  Mono<TakeUpStatus> statusOfUnit(
      Caller caller,
      @PathVariable UnitPath unit,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) TakeUpStatus.@Nullable Basis basis) {
    return caller.sees(unit) ? statusOf(unit, asOf, basis) : Mono.error(new UnitNotFound());
  }

  private Mono<TakeUpStatus> statusOf(
      UnitPath unit, @Nullable LocalDate asOf, TakeUpStatus.@Nullable Basis basis) {
    return statuses.on(
        unit,
        asOf == null ? LocalDate.now(clock) : asOf,
        basis == null ? TakeUpStatus.Basis.CASES : basis);
  }

  /** Lists what must be done by a day, the next one first; a month ahead if none is given. */
  @GetMapping("/deadlines")
  Mono<ResponseEntity<Page<Deadline>>> deadlines(
      Caller caller, @RequestParam(required = false) @Nullable LocalDate until, PageRequest page) {
    LocalDate last = until == null ? LocalDate.now(clock).plusMonths(1) : until;
    return steps.due(caller, last, page).map(page::answer);
  }
}
