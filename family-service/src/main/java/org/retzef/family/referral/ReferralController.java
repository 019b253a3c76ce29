package org.retzef.family.referral;

import java.net.URI;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
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
@RequestMapping("/api/v1")
class ReferralController {

  private final FamilyReferral referral;
  private final Referrals referrals;
  private final Families families;
  private final Idempotency idempotency;

  ReferralController(
      FamilyReferral referral, Referrals referrals, Families families, Idempotency idempotency) {
    this.referral = referral;
    this.referrals = referrals;
    this.families = families;
    this.idempotency = idempotency;
  }

  /** Refers a family to another unit, or to a partner that it agreed to. */
  @PostMapping("/families/{familyId}/referrals")
  Mono<ResponseEntity<ReferralState>> send(
      Caller caller,
      @PathVariable UUID familyId,
      OptionalIdempotencyKey key,
      @RequestBody SendRequest request) {
    return idempotency.once(
        key,
        request,
        ReferralState.class,
        () -> referral.send(caller, familyId, request).map(ReferralController::created));
  }

  /** Lists to whom a family was referred, and what came of it. */
  @GetMapping("/families/{familyId}/referrals")
  Mono<ResponseEntity<Page<Referral>>> ofFamily(
      Caller caller, @PathVariable UUID familyId, PageRequest page) {
    return families.unitOf(caller, familyId).then(referrals.of(familyId, page)).map(page::answer);
  }

  /** Lists the referrals to the caller's unit or organisation, or those of its unit's families. */
  @GetMapping("/referrals")
  Mono<ResponseEntity<Page<Referral>>> list(
      Caller caller,
      @RequestParam(defaultValue = "INCOMING") Direction direction,
      @RequestParam(required = false) Referral.@Nullable Status status,
      PageRequest page) {
    return referrals.seenBy(caller, direction, status, page).map(page::answer);
  }

  /**
   * Shows a referral, to both sides; what was written, to the family's department of today and to
   * the receiver once it has accepted.
   */
  @GetMapping("/referrals/{id}")
  Mono<ResponseEntity<Referral>> get(Caller caller, @PathVariable UUID id) {
    return referrals
        .find(caller, id)
        .map(found -> ResponseEntity.ok().eTag(ExpectedVersion.eTag(found.version())).body(found));
  }

  /**
   * Accepts or declines a referral: by its receiver. A unit that accepts may read the family until
   * the result is told, for ninety days at most.
   */
  @PostMapping("/referrals/{id}/answer")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<ReferralState>> answer(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody ReferralAnswer request) {
    return once(caller, key, request, () -> referral.answer(caller, id, expected, request));
  }

  /** Tells the sender what came of a referral: by the receiver that accepted it. */
  @PostMapping("/referrals/{id}/result")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<ReferralState>> result(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody ResultRequest request) {
    return once(caller, key, request, () -> referral.close(caller, id, expected, request));
  }

  /** A partner's commands need a key: it cannot look whether the first try was done. */
  private Mono<ResponseEntity<ReferralState>> once(
      Caller caller,
      OptionalIdempotencyKey key,
      Object request,
      Supplier<Mono<ReferralState>> command) {
    if (caller.partner() != null && key.key() == null) {
      return Mono.error(new InvalidInput(Fault.of("Idempotency-Key", "idempotency-key-required")));
    }
    return idempotency.once(
        key, request, ReferralState.class, () -> command.get().map(ReferralController::found));
  }

  private static ResponseEntity<ReferralState> found(ReferralState state) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(state.version())).body(state);
  }

  private static ResponseEntity<ReferralState> created(ReferralState state) {
    return ResponseEntity.created(URI.create("/api/v1/referrals/" + state.id()))
        .eTag(ExpectedVersion.eTag(state.version()))
        .body(state);
  }
}
