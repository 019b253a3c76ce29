package org.retzef.family.consent;

import java.net.URI;
import java.util.UUID;
import org.retzef.family.registration.Families;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/families/{familyId}/consents")
class ConsentController {

  private final FamilyConsent consent;
  private final Consents consents;
  private final Families families;
  private final Idempotency idempotency;

  ConsentController(
      FamilyConsent consent, Consents consents, Families families, Idempotency idempotency) {
    this.consent = consent;
    this.consents = consents;
    this.families = families;
    this.idempotency = idempotency;
  }

  /** Records what a family agrees to. */
  @PostMapping
  Mono<ResponseEntity<Consent>> give(
      Caller caller,
      @PathVariable UUID familyId,
      OptionalIdempotencyKey key,
      @RequestBody GiveConsentRequest request) {
    return idempotency.once(
        key,
        request,
        Consent.class,
        () -> consent.give(caller, familyId, request).map(ConsentController::created));
  }

  /** Lists what a family agreed to, withdrawn ones too. */
  @GetMapping
  Mono<ResponseEntity<Page<Consent>>> list(
      Caller caller, @PathVariable UUID familyId, PageRequest page) {
    return families.unitOf(caller, familyId).then(consents.of(familyId, page)).map(page::answer);
  }

  /** Shows a consent. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<Consent>> get(
      Caller caller, @PathVariable UUID familyId, @PathVariable UUID id) {
    return families
        .unitOf(caller, familyId)
        .then(consents.find(familyId, id))
        .map(ConsentController::found);
  }

  /** Withdraws a consent. It holds no longer from this moment on. */
  @PostMapping("/{id}/withdrawal")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Consent>> withdraw(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody WithdrawConsentRequest request) {
    return idempotency.once(
        key,
        request,
        Consent.class,
        () ->
            consent
                .withdraw(caller, familyId, id, expected, request)
                .map(ConsentController::found));
  }

  private static ResponseEntity<Consent> found(Consent consent) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(consent.version())).body(consent);
  }

  private static ResponseEntity<Consent> created(Consent consent) {
    return ResponseEntity.created(
            URI.create(
                "/api/v1/families/%s/consents/%s".formatted(consent.familyId(), consent.id())))
        .eTag(ExpectedVersion.eTag(consent.version()))
        .body(consent);
  }
}
