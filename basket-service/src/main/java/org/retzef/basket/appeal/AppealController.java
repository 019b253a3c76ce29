package org.retzef.basket.appeal;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
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
@RequestMapping("/api/v1/appeals")
class AppealController {

  private final AppealFiling filing;
  private final AppealDecision decision;
  private final Appeals appeals;
  private final Idempotency idempotency;

  AppealController(
      AppealFiling filing, AppealDecision decision, Appeals appeals, Idempotency idempotency) {
    this.filing = filing;
    this.decision = decision;
    this.appeals = appeals;
    this.idempotency = idempotency;
  }

  /** Files a family's appeal against a refusal (45 days) or a silence (after 30 days). */
  @PostMapping
  Mono<ResponseEntity<AppealFiled>> file(
      Caller caller, OptionalIdempotencyKey key, @RequestBody FileAppealRequest request) {
    return idempotency.once(
        key,
        request,
        AppealFiled.class,
        () -> filing.file(caller, request).map(AppealController::filed));
  }

  /** Decides on an appeal: the decision stands, or the request is decided anew. */
  @PostMapping("/{id}/decision")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<ResponseEntity<AppealFiled>> decide(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody DecideAppealRequest request) {
    return idempotency.once(
        key,
        request,
        AppealFiled.class,
        () -> decision.decide(caller, id, expected, request).map(AppealController::decided));
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<Appeal>> get(Caller caller, @PathVariable UUID id) {
    return appeals
        .find(caller, id)
        .map(
            appeal ->
                ResponseEntity.ok().eTag(ExpectedVersion.eTag(appeal.version())).body(appeal));
  }

  /** The appeals of the caller's units; with {@code open=true} those that nobody has decided. */
  @GetMapping
  Mono<ResponseEntity<Page<Appeal>>> list(
      Caller caller, @RequestParam(defaultValue = "false") boolean open, PageRequest page) {
    return appeals.seenBy(caller, open, page).map(page::answer);
  }

  private static ResponseEntity<AppealFiled> filed(AppealFiled appeal) {
    return ResponseEntity.created(URI.create("/api/v1/appeals/" + appeal.id()))
        .eTag(ExpectedVersion.eTag(appeal.version()))
        .body(appeal);
  }

  private static ResponseEntity<AppealFiled> decided(AppealFiled appeal) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .eTag(ExpectedVersion.eTag(appeal.version()))
        .body(appeal);
  }
}
