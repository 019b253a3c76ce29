package org.retzef.rights.screening;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/screenings/runs")
class ScreeningRunController {

  private static final LocalTime AT_NIGHT = LocalTime.of(1, 0);

  private final ScreeningRuns runs;
  private final Idempotency idempotency;
  private final Clock clock;

  ScreeningRunController(ScreeningRuns runs, Idempotency idempotency, Clock clock) {
    this.runs = runs;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Has all families of a unit screened, over night if no hour is given. */
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<ResponseEntity<ScreeningRun>> start(
      Caller caller, OptionalIdempotencyKey key, @RequestBody StartRunRequest request) {
    if (!caller.sees(request.unit())) {
      return Mono.error(new RunNotFound());
    }
    UUID id = Ids.next();
    LocalDate today = LocalDate.now(clock);
    return idempotency.once(
        key,
        request,
        ScreeningRun.class,
        () ->
            runs.start(
                    caller,
                    id,
                    request.unit(),
                    request.asOf() == null ? today : request.asOf(),
                    request.notBefore() == null ? tonight(today) : request.notBefore())
                .map(ScreeningRunController::accepted));
  }

  private static ResponseEntity<ScreeningRun> accepted(ScreeningRun run) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/screenings/runs/" + run.id()))
        .body(run);
  }

  private Instant tonight(LocalDate today) {
    return today.plusDays(1).atTime(AT_NIGHT).atZone(clock.getZone()).toInstant();
  }

  /** Lists the runs of the caller's units, those of the nights among them. */
  @GetMapping
  Mono<ResponseEntity<Page<ScreeningRun>>> list(Caller caller, PageRequest page) {
    return runs.list(caller, page).map(page::answer);
  }

  /** Shows how far a run has come. */
  @GetMapping("/{id}")
  Mono<ScreeningRun> get(Caller caller, @PathVariable UUID id) {
    return runs.find(caller, id);
  }
}
