package org.retzef.rights.sample;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
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
@RequestMapping("/api/v1/sample-departments")
class SampleController {

  private final SampleDepartments samples;
  private final Baselines baselines;
  private final Idempotency idempotency;
  private final Commands commands;

  SampleController(
      SampleDepartments samples, Baselines baselines, Idempotency idempotency, Commands commands) {
    this.samples = samples;
    this.baselines = baselines;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Chooses a sample department. There are exactly two places at a time. */
  @PostMapping
  Mono<ResponseEntity<SampleDepartment>> choose(
      Caller caller, OptionalIdempotencyKey key, @RequestBody ChooseRequest request) {
    UUID id = Ids.next();
    return idempotency.once(
        key,
        request,
        SampleDepartment.class,
        () ->
            Mono.just(request)
                .filter(wish -> caller.sees(wish.unit()))
                .switchIfEmpty(Mono.error(SampleNotFound::new))
                .then(samples.choose(caller, id, request))
                .then(samples.find(caller, id))
                .map(
                    chosen ->
                        ResponseEntity.created(URI.create("/api/v1/sample-departments/" + id))
                            .eTag(ExpectedVersion.eTag(chosen.version()))
                            .body(chosen)));
  }

  /** Lists the sample departments, the last chosen first. */
  @GetMapping
  Mono<Page<SampleDepartment>> list(Caller caller) {
    return samples.all(caller).map(Page::whole);
  }

  /** Shows a sample department. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<SampleDepartment>> get(Caller caller, @PathVariable UUID id) {
    return samples.find(caller, id).map(SampleController::found);
  }

  /** Ends a sample department's time; its place is free for another one. */
  @PostMapping("/{id}/end")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<SampleDepartment>> end(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody EndRequest request) {
    return commands
        .run(
            () ->
                samples
                    .lock(caller, id)
                    .doOnNext(sample -> expected.orRefuse(sample.version(), sample))
                    .doOnNext(sample -> requireRunning(sample, request.endedOn()))
                    .then(samples.end(id, request.endedOn()))
                    .then(samples.find(caller, id)))
        .map(SampleController::found);
  }

  private static void requireRunning(SampleDepartment sample, LocalDate lastDay) {
    if (sample.endedOn() != null) {
      throw new SampleEnded();
    }
    if (lastDay.isBefore(sample.startedOn())) {
      throw new InvalidInput(Fault.of("endedOn", "date-before-start"));
    }
  }

  /** Compares what was measured at the start, during and at the end. */
  @GetMapping("/{id}/comparison")
  Mono<Comparison> compare(Caller caller, @PathVariable UUID id) {
    return samples.find(caller, id).then(baselines.of(id)).map(all -> Comparison.of(id, all));
  }

  /** Records what a sample department got for its part: credit, devices, paid time. */
  @PostMapping("/{id}/incentives")
  Mono<ResponseEntity<Incentive>> give(
      Caller caller,
      @PathVariable UUID id,
      OptionalIdempotencyKey key,
      @RequestBody GiveRequest request) {
    requireFunded(request);
    Incentive incentive =
        new Incentive(
            Ids.next(),
            request.kind(),
            request.pieces(),
            request.amount(),
            request.funder(),
            request.givenOn());
    return idempotency.once(
        key,
        request,
        Incentive.class,
        () ->
            samples
                .lock(caller, id)
                .then(samples.give(caller, id, incentive))
                .thenReturn(
                    ResponseEntity.created(
                            URI.create("/api/v1/sample-departments/%s/incentives".formatted(id)))
                        .body(incentive)));
  }

  private static void requireFunded(GiveRequest request) {
    boolean costs = request.kind() != Incentive.Kind.PUBLIC_CREDIT;
    List<Fault> faults = new ArrayList<>();
    if (costs != (request.amount() != null)) {
      faults.add(Fault.of("amount", costs ? "required" : "credit-costs-nothing"));
    }
    if ((request.amount() == null) != (request.funder() == null)) {
      faults.add(
          Fault.of("funder", request.funder() == null ? "required" : "credit-costs-nothing"));
    }
    InvalidInput.ifAny(faults);
  }

  /** Lists what a sample department got. */
  @GetMapping("/{id}/incentives")
  Mono<Page<Incentive>> incentives(Caller caller, @PathVariable UUID id) {
    return samples.find(caller, id).then(samples.incentives(id)).map(Page::whole);
  }

  private static ResponseEntity<SampleDepartment> found(SampleDepartment sample) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(sample.version())).body(sample);
  }
}
