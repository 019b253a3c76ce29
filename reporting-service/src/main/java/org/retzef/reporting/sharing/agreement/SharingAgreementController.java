package org.retzef.reporting.sharing.agreement;

import java.net.URI;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/sharing-agreements")
class SharingAgreementController {

  private final Sharing sharing;
  private final SharingAgreements agreements;
  private final Idempotency idempotency;

  SharingAgreementController(
      Sharing sharing, SharingAgreements agreements, Idempotency idempotency) {
    this.sharing = sharing;
    this.agreements = agreements;
    this.idempotency = idempotency;
  }

  /** Proposes an agreement; nothing is shared until its onboarding has come so far. */
  @PostMapping
  Mono<ResponseEntity<SharingAgreement>> propose(
      OptionalIdempotencyKey key, @RequestBody AgreeRequest request) {
    return idempotency.once(
        key,
        request,
        SharingAgreement.class,
        () -> sharing.propose(request).map(SharingAgreementController::created));
  }

  /** Lists agreements: the ministry sees all, a partner its own. */
  @GetMapping
  Mono<ResponseEntity<Page<SharingAgreement>>> list(Caller caller, PageRequest page) {
    return agreements.list(caller, page).map(page::answer);
  }

  /** Shows an agreement, with the stages of its onboarding. */
  @GetMapping("/{code}")
  Mono<ResponseEntity<SharingAgreement>> get(Caller caller, @PathVariable String code) {
    return agreements.find(caller, code).map(SharingAgreementController::found);
  }

  /** Agrees something else. What was told on the stream is told anew by the new terms. */
  @PutMapping("/{code}/terms")
  Mono<ResponseEntity<SharingAgreement>> change(
      Caller caller,
      @PathVariable String code,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody Terms terms) {
    return idempotency.once(
        key,
        terms,
        SharingAgreement.class,
        () -> sharing.change(caller, code, expected, terms).map(SharingAgreementController::found));
  }

  /** Goes on to the next stage of onboarding, or ends the agreement. */
  @PostMapping("/{code}/stage")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<SharingAgreement>> move(
      Caller caller,
      @PathVariable String code,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody StageRequest request) {
    return idempotency.once(
        key,
        request,
        SharingAgreement.class,
        () ->
            sharing
                .move(caller, code, expected, request.stage())
                .map(SharingAgreementController::found));
  }

  /** Makes a new key for the pseudonyms; rows tell both pseudonyms for a while. */
  @PostMapping("/{code}/key-rotation")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<SharingAgreement>> rotate(
      Caller caller,
      @PathVariable String code,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody RotateRequest request) {
    return idempotency.once(
        key,
        request,
        SharingAgreement.class,
        () ->
            sharing
                .rotate(caller, code, expected, request.overlapDays())
                .map(SharingAgreementController::found));
  }

  private static ResponseEntity<SharingAgreement> found(SharingAgreement agreement) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(agreement.version())).body(agreement);
  }

  private static ResponseEntity<SharingAgreement> created(SharingAgreement agreement) {
    return ResponseEntity.created(URI.create("/api/v1/sharing-agreements/" + agreement.code()))
        .eTag(ExpectedVersion.eTag(agreement.version()))
        .body(agreement);
  }
}
