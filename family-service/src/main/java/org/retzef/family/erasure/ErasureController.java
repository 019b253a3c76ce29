package org.retzef.family.erasure;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/families/{id}/erasure")
class ErasureController {

  private final FamilyErasure erasure;
  private final Idempotency idempotency;

  ErasureController(FamilyErasure erasure, Idempotency idempotency) {
    this.erasure = erasure;
    this.idempotency = idempotency;
  }

  /**
   * Erases who a family is, for ever; what is counted of it stays.
   *
   * <p>{@code If-Match} names the family's version, as {@code GET} tells it here or at the family.
   */
  @PostMapping
  Mono<ResponseEntity<CountableFamily>> erase(
      Caller caller,
      @PathVariable UUID id,
      OptionalIdempotencyKey key,
      ExpectedVersion expected,
      @RequestBody EraseFamilyRequest request) {
    return idempotency.once(
        key,
        request,
        CountableFamily.class,
        () -> erasure.erase(caller, id, expected, request).map(ErasureController::erased));
  }

  /** Shows what an erasure leaves of a family, or has left. */
  @GetMapping
  Mono<ResponseEntity<CountableFamily>> get(Caller caller, @PathVariable UUID id) {
    return erasure
        .show(caller, id)
        .map(
            family ->
                ResponseEntity.ok().eTag(ExpectedVersion.eTag(family.version())).body(family));
  }

  private static ResponseEntity<CountableFamily> erased(CountableFamily family) {
    return ResponseEntity.created(
            URI.create("/api/v1/families/%s/erasure".formatted(family.familyId())))
        .eTag(ExpectedVersion.eTag(family.version()))
        .body(family);
  }
}
