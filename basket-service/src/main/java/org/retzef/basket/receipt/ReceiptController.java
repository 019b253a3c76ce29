package org.retzef.basket.receipt;

import java.net.URI;
import java.util.List;
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
@RequestMapping("/api/v1/receipts")
class ReceiptController {

  private final Worklist worklist;
  private final ReceiptOverriding overriding;
  private final Overrides overrides;
  private final Idempotency idempotency;

  ReceiptController(
      Worklist worklist,
      ReceiptOverriding overriding,
      Overrides overrides,
      Idempotency idempotency) {
    this.worklist = worklist;
    this.overriding = overriding;
    this.overrides = overrides;
    this.idempotency = idempotency;
  }

  /** The worklist: which families were asked whether a delivery came, and what is known of it. */
  @GetMapping
  Mono<ResponseEntity<Page<ReceiptListItem>>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable ReceiptStatus status,
      PageRequest page) {
    List<ReceiptStatus> statuses =
        status == null ? List.of(ReceiptStatus.values()) : List.of(status);
    return worklist.seenBy(caller, statuses, page).map(page::answer);
  }

  /** How the questions to families stand, in numbers that add up. */
  @GetMapping("/figures")
  Mono<ReceiptFigures> figures(Caller caller) {
    return worklist.figures(caller);
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<ReceiptListItem>> get(Caller caller, @PathVariable UUID id) {
    return worklist
        .find(caller, id)
        .map(
            receipt ->
                ResponseEntity.ok().eTag(ExpectedVersion.eTag(receipt.version())).body(receipt));
  }

  /**
   * Proposes what came, where the family did not say yes. It needs a reason, and counts when a
   * second person has confirmed it.
   */
  @PostMapping("/{id}/override")
  Mono<ResponseEntity<ReceiptOverride>> propose(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody ProposeOverrideRequest request) {
    return idempotency.once(
        key,
        request,
        ReceiptOverride.class,
        () ->
            overriding
                .propose(caller, id, expected, request)
                .map(
                    override ->
                        ResponseEntity.created(URI.create("/api/v1/receipts/" + id + "/override"))
                            .body(override)));
  }

  /** Confirms or declines what somebody else proposed; what came may then be paid. */
  @PostMapping("/{id}/override/answer")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<ResponseEntity<ReceiptOverride>> answer(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody AnswerOverrideRequest request) {
    return idempotency.once(
        key,
        request,
        ReceiptOverride.class,
        () ->
            overriding
                .answer(caller, id, expected, request)
                .map(override -> ResponseEntity.status(HttpStatus.CREATED).body(override)));
  }

  /** The last override of a receipt. */
  @GetMapping("/{id}/override")
  Mono<ReceiptOverride> override(Caller caller, @PathVariable UUID id) {
    return worklist.find(caller, id).then(overrides.lastOf(id));
  }
}
