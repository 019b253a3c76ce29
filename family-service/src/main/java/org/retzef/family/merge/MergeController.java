package org.retzef.family.merge;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
@RequestMapping("/api/v1/families/merges")
class MergeController {

  private final FamilyMerging merging;
  private final Merges merges;
  private final Idempotency idempotency;

  MergeController(FamilyMerging merging, Merges merges, Idempotency idempotency) {
    this.merging = merging;
    this.merges = merges;
    this.idempotency = idempotency;
  }

  /**
   * Merges a family into another. All that was recorded of it is the survivor's from now on;
   * whoever asks for the merged family is told {@code family-merged} and the survivor's id. Members
   * who are in both are counted once. Two families in the same track at the same time are refused.
   */
  @PostMapping
  Mono<ResponseEntity<Merge>> merge(
      Caller caller,
      OptionalIdempotencyKey key,
      ExpectedVersion expected,
      @RequestBody MergeRequest request) {
    return idempotency.once(
        key,
        request,
        Merge.class,
        () -> merging.merge(caller, expected, request).map(MergeController::created));
  }

  /** Lists the mergers of families that the caller sees, the newest first. */
  @GetMapping
  Mono<ResponseEntity<Page<Merge>>> list(
      Caller caller, @RequestParam(required = false) @Nullable UUID familyId, PageRequest page) {
    return merges.seenBy(caller, familyId, page).map(page::answer);
  }

  /** Shows a merger. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<Merge>> get(Caller caller, @PathVariable UUID id) {
    return merges.find(caller, id).map(MergeController::found);
  }

  /**
   * Takes a merger back: every row that came with it belongs to its own family again. What was
   * recorded since stays with the survivor.
   */
  @PostMapping("/{id}/reversal")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Merge>> undo(
      Caller caller, @PathVariable UUID id, ExpectedVersion expected, OptionalIdempotencyKey key) {
    return idempotency.once(
        key, "", Merge.class, () -> merging.undo(caller, id, expected).map(MergeController::found));
  }

  private static ResponseEntity<Merge> found(Merge merge) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(merge.version())).body(merge);
  }

  private static ResponseEntity<Merge> created(Merge merge) {
    return ResponseEntity.created(URI.create("/api/v1/families/merges/" + merge.id()))
        .eTag(ExpectedVersion.eTag(merge.version()))
        .body(merge);
  }
}
