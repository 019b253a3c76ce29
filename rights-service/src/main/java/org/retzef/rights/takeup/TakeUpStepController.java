package org.retzef.rights.takeup;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.rights.protection.FamilyKeys;
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
@RequestMapping("/api/v1/take-up-cases/{id}")
class TakeUpStepController {

  private final TakeUpSteps takeUpSteps;
  private final TakeUpCases cases;
  private final Moves moves;
  private final Steps steps;
  private final FamilyKeys keys;
  private final Idempotency idempotency;
  private final Commands commands;

  TakeUpStepController(
      TakeUpSteps takeUpSteps,
      TakeUpCases cases,
      Moves moves,
      Steps steps,
      FamilyKeys keys,
      Idempotency idempotency,
      Commands commands) {
    this.takeUpSteps = takeUpSteps;
    this.cases = cases;
    this.moves = moves;
    this.steps = steps;
    this.keys = keys;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Shows a case with its whole way: every state, contact, document, claim and appeal. */
  @GetMapping("/timeline")
  Mono<TakeUpCaseFile> timeline(Caller caller, @PathVariable UUID id) {
    return cases.find(caller, id).flatMap(this::fileOf);
  }

  private Mono<TakeUpCaseFile> fileOf(TakeUpCase found) {
    return keys.of(found.familyId())
        .flatMap(key -> Mono.zip(moves.of(found.id()), steps.of(found, key)))
        .map(way -> new TakeUpCaseFile(found, way.getT1(), way.getT2()));
  }

  /** Adds a step. The first one begins the case. */
  @PostMapping("/steps")
  Mono<ResponseEntity<TakeUpCaseFile.Added>> add(
      Caller caller,
      @PathVariable UUID id,
      OptionalIdempotencyKey key,
      @RequestBody AddStepRequest request) {
    return idempotency.once(
        key,
        request,
        TakeUpCaseFile.Added.class,
        () -> takeUpSteps.add(caller, id, request).map(number -> created(id, number)));
  }

  /** Completes a step: it was done, or decided. */
  @PostMapping("/steps/{number}/completion")
  @ResponseStatus(HttpStatus.OK)
  Mono<TakeUpCaseFile> complete(
      Caller caller,
      @PathVariable UUID id,
      @PathVariable Integer number,
      @RequestBody CompleteStepRequest request) {
    return commands.run(
        () ->
            takeUpSteps
                .complete(caller, id, number, request)
                .then(cases.find(caller, id))
                .flatMap(this::fileOf));
  }

  private static ResponseEntity<TakeUpCaseFile.Added> created(UUID id, int number) {
    return ResponseEntity.created(
            URI.create("/api/v1/take-up-cases/%s/steps/%d".formatted(id, number)))
        .body(new TakeUpCaseFile.Added(number));
  }
}
