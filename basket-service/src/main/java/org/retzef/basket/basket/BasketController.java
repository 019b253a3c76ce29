package org.retzef.basket.basket;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/baskets")
class BasketController {

  private final Baskets baskets;
  private final BasketOpening opening;
  private final BasketAdjustment adjustment;
  private final Idempotency idempotency;

  BasketController(
      Baskets baskets,
      BasketOpening opening,
      BasketAdjustment adjustment,
      Idempotency idempotency) {
    this.baskets = baskets;
    this.opening = opening;
    this.adjustment = adjustment;
    this.idempotency = idempotency;
  }

  /**
   * Baskets of the caller's units. {@code status=WAITING_FOR_BUDGET} is the list of those that wait
   * to be opened, or that are open and wait to grow with their family.
   */
  @GetMapping
  Mono<ResponseEntity<Page<Basket>>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable UUID familyId,
      @RequestParam(required = false) Basket.@Nullable Status status,
      PageRequest page) {
    return baskets.seenBy(caller, familyId, status, page).map(page::answer);
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<Basket>> get(Caller caller, @PathVariable UUID id) {
    return baskets.find(caller, id).map(basket -> shown(ResponseEntity.ok(), basket));
  }

  /** Opens a basket for a client of the department who is enrolled in no programme. */
  @PostMapping
  Mono<ResponseEntity<Basket>> open(
      Caller caller, IdempotencyKey key, @RequestBody OpenBasketRequest request) {
    return idempotency.once(
        key,
        request,
        Basket.class,
        () ->
            opening
                .open(caller, request)
                .flatMap(id -> baskets.find(caller, id))
                .map(
                    basket ->
                        shown(
                            ResponseEntity.created(URI.create("/api/v1/baskets/" + basket.id())),
                            basket)));
  }

  private static ResponseEntity<Basket> shown(ResponseEntity.BodyBuilder answer, Basket basket) {
    return answer.eTag(ExpectedVersion.eTag(basket.version())).body(basket);
  }

  /**
   * Makes a basket larger or smaller; never smaller than what is reserved and spent of it. With
   * {@code If-Match}, only the basket that the caller has seen.
   */
  @PostMapping("/{id}/adjustments")
  Mono<ResponseEntity<Adjustment>> adjust(
      Caller caller,
      IdempotencyKey key,
      @PathVariable UUID id,
      @Nullable ExpectedVersion expected,
      @RequestBody AdjustBasketRequest request) {
    return idempotency.once(
        key,
        request,
        Adjustment.class,
        () ->
            baskets
                .find(caller, id)
                .then(
                    adjustment.adjust(
                        caller.subject(),
                        id,
                        expected,
                        request.change(),
                        request.reasonCode(),
                        request.effectiveOn()))
                .map(
                    done ->
                        ResponseEntity.created(URI.create("/api/v1/baskets/" + done.basketId()))
                            .body(done)));
  }
}
