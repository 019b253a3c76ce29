package org.retzef.rights.sample;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/baselines")
class BaselineController {

  private final SampleDepartments samples;
  private final Baselines baselines;
  private final Idempotency idempotency;
  private final Clock clock;

  BaselineController(
      SampleDepartments samples, Baselines baselines, Idempotency idempotency, Clock clock) {
    this.samples = samples;
    this.baselines = baselines;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Measures a sample department now and freezes what was found. */
  @PostMapping
  Mono<ResponseEntity<Baseline>> freeze(
      Caller caller, OptionalIdempotencyKey key, @RequestBody FreezeRequest request) {
    UUID sample = request.sampleDepartment();
    return idempotency.once(
        key,
        request,
        Baseline.class,
        () ->
            samples
                .lock(caller, sample)
                .flatMap(
                    found ->
                        baselines.freeze(caller, found, request.moment(), LocalDate.now(clock)))
                .then(baselines.of(sample))
                .map(all -> all.getLast())
                .map(
                    frozen ->
                        ResponseEntity.created(
                                URI.create("/api/v1/baselines?sampleDepartment=" + sample))
                            .body(frozen)));
  }

  /** Lists what was measured of a sample department, the start first. */
  @GetMapping
  Mono<Page<Baseline>> list(Caller caller, @RequestParam UUID sampleDepartment) {
    return samples
        .find(caller, sampleDepartment)
        .flatMap(sample -> baselines.of(sample.id()))
        .onErrorResume(SampleNotFound.class, _ -> Mono.just(List.of()))
        .map(Page::whole);
  }
}
