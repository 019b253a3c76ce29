package org.retzef.family.conflictofinterest;

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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who of the staff does not decide on what a family asks for, because of a tie to it. */
@RestController
@RequestMapping("/api/v1/families/{familyId}/conflicts-of-interest")
class ConflictOfInterestController {

  private final ConflictDeclaration declaration;
  private final Idempotency idempotency;

  ConflictOfInterestController(ConflictDeclaration declaration, Idempotency idempotency) {
    this.declaration = declaration;
    this.idempotency = idempotency;
  }

  /**
   * Declares that the caller belongs to a family or is close to it; who leads may declare it of
   * another worker. From now on that worker decides on no request of the family's.
   */
  @PostMapping
  Mono<ResponseEntity<ConflictOfInterest>> declare(
      Caller caller,
      @PathVariable UUID familyId,
      OptionalIdempotencyKey key,
      @RequestBody DeclareConflictRequest request) {
    return idempotency.once(
        key,
        request,
        ConflictOfInterest.class,
        () ->
            declaration
                .declare(caller, familyId, request)
                .map(ConflictOfInterestController::created));
  }

  /** Lists what was declared, ended ones too: of everybody to who leads, else of the caller. */
  @GetMapping
  Mono<ResponseEntity<Page<ConflictOfInterest>>> list(
      Caller caller, @PathVariable UUID familyId, PageRequest page) {
    return declaration.seenBy(caller, familyId, page).map(page::answer);
  }

  /** Shows a conflict of interest. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<ConflictOfInterest>> get(
      Caller caller, @PathVariable UUID familyId, @PathVariable UUID id) {
    return declaration.find(caller, familyId, id).map(ConflictOfInterestController::found);
  }

  /** Ends a conflict of interest, which stays on record: by who leads, and not by the worker. */
  @PostMapping("/{id}/end")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<ConflictOfInterest>> end(
      Caller caller,
      @PathVariable UUID familyId,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key) {
    return idempotency.once(
        key,
        "",
        ConflictOfInterest.class,
        () ->
            declaration
                .end(caller, familyId, id, expected)
                .map(ConflictOfInterestController::found));
  }

  private static ResponseEntity<ConflictOfInterest> found(ConflictOfInterest conflict) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(conflict.version())).body(conflict);
  }

  private static ResponseEntity<ConflictOfInterest> created(ConflictOfInterest conflict) {
    return ResponseEntity.created(
            URI.create(
                "/api/v1/families/%s/conflicts-of-interest/%s"
                    .formatted(conflict.familyId(), conflict.id())))
        .eTag(ExpectedVersion.eTag(conflict.version()))
        .body(conflict);
  }
}
