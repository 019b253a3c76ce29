package org.retzef.rights.takeup;

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
import org.retzef.rights.catalogue.RightsInForce;
import org.retzef.rights.family.KnownFamilies;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/take-up-cases")
class TakeUpController {

  private final TakeUpOpening opening;
  private final TakeUp takeUp;
  private final TakeUpCases cases;
  private final KnownFamilies families;
  private final RightsInForce rights;
  private final Idempotency idempotency;
  private final Commands commands;

  TakeUpController(
      TakeUpOpening opening,
      TakeUp takeUp,
      TakeUpCases cases,
      KnownFamilies families,
      RightsInForce rights,
      Idempotency idempotency,
      Commands commands) {
    this.opening = opening;
    this.takeUp = takeUp;
    this.cases = cases;
    this.families = families;
    this.rights = rights;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Opens a case for a right that no screening found. */
  @PostMapping
  Mono<ResponseEntity<TakeUpCase>> open(
      Caller caller, OptionalIdempotencyKey key, @RequestBody OpenCaseRequest request) {
    return idempotency.once(
        key,
        request,
        TakeUpCase.class,
        () ->
            families
                .find(caller, request.familyId())
                .zipWhen(_ -> rights.find(request.right()))
                .flatMap(
                    found ->
                        opening.openOne(found.getT1(), eligible(found.getT2()), caller.subject()))
                .map(TakeUpController::created));
  }

  private static EligibleRight eligible(RightsInForce.InForce right) {
    return new EligibleRight(right.code(), right.version(), right.category(), right.sensitive());
  }

  /** Lists cases of the caller's unit, the first one first; a sensitive right is not named. */
  @GetMapping
  Mono<ResponseEntity<Page<TakeUpCase>>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable UUID familyId,
      @RequestParam(required = false) TakeUpCase.@Nullable State state,
      PageRequest page) {
    return cases.list(caller, familyId, state, page).map(page::answer);
  }

  /** Shows a case. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<TakeUpCase>> get(Caller caller, @PathVariable UUID id) {
    return cases.find(caller, id).map(TakeUpController::found);
  }

  /** Begins a case, or takes it up again after it was stuck. */
  @PostMapping("/{id}/progress")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<TakeUpCase>> progress(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody ProgressRequest request) {
    return commands
        .run(() -> takeUp.progress(caller, id, expected, request))
        .map(TakeUpController::found);
  }

  /** Says that nothing moves any more, and why. */
  @PostMapping("/{id}/stuck")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<TakeUpCase>> stuck(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody StuckRequest request) {
    return commands
        .run(() -> takeUp.stuck(caller, id, expected, request))
        .map(TakeUpController::found);
  }

  /** Closes a case with its result. */
  @PostMapping("/{id}/result")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<TakeUpCase>> close(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody RecordResultRequest request) {
    return commands
        .run(() -> takeUp.close(caller, id, expected, request))
        .map(TakeUpController::found);
  }

  private static ResponseEntity<TakeUpCase> created(TakeUpCase opened) {
    return ResponseEntity.created(URI.create("/api/v1/take-up-cases/" + opened.id()))
        .eTag(ExpectedVersion.eTag(opened.version()))
        .body(opened.withoutWhatIsNotSpokenOf()); // it is kept with the idempotency key
  }

  private static ResponseEntity<TakeUpCase> found(TakeUpCase found) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(found.version())).body(found);
  }
}
