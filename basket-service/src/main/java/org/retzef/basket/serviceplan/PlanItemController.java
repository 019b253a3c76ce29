package org.retzef.basket.serviceplan;

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
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The services of a plan's mix, and those of others that it may take over. */
@RestController
@RequestMapping("/api/v1/service-plans")
class PlanItemController {

  private final MixEditing editing;
  private final ServicePlans plans;
  private final PlanItems items;
  private final Idempotency idempotency;
  private final Commands commands;

  PlanItemController(
      MixEditing editing,
      ServicePlans plans,
      PlanItems items,
      Idempotency idempotency,
      Commands commands) {
    this.editing = editing;
    this.plans = plans;
    this.items = items;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /**
   * What authorities have developed themselves, in plans that were approved, of the whole country.
   *
   * @param goal that a service is for; all without it
   */
  @GetMapping("/innovations")
  Mono<ResponseEntity<Page<Innovation>>> innovations(
      @RequestParam(required = false) @Nullable Goal goal, PageRequest page) {
    return items.innovations(goal, page).map(page::answer);
  }

  @GetMapping("/{planId}/items")
  Mono<ResponseEntity<Page<PlanItem>>> list(
      Caller caller, @PathVariable UUID planId, PageRequest page) {
    return plans.find(caller, planId).then(items.of(planId, page)).map(page::answer);
  }

  /** Adds a service; of its own development, as far as the cap allows. */
  @PostMapping("/{planId}/items")
  Mono<ResponseEntity<PlanItem>> add(
      Caller caller,
      @PathVariable UUID planId,
      OptionalIdempotencyKey key,
      @RequestBody SaveItemRequest request) {
    return idempotency.once(
        key,
        request,
        PlanItem.class,
        () -> editing.add(caller, planId, request).map(PlanItemController::added));
  }

  /** Takes over what another authority has developed; its origin is told ever after. */
  @PostMapping("/{planId}/takeovers")
  Mono<ResponseEntity<PlanItem>> takeOver(
      Caller caller,
      @PathVariable UUID planId,
      OptionalIdempotencyKey key,
      @RequestBody TakeOverRequest request) {
    return idempotency.once(
        key,
        request,
        PlanItem.class,
        () -> editing.takeOver(caller, planId, request).map(PlanItemController::added));
  }

  @GetMapping("/{planId}/items/{itemId}")
  Mono<ResponseEntity<PlanItem>> get(
      Caller caller, @PathVariable UUID planId, @PathVariable UUID itemId) {
    return plans.find(caller, planId).map(whole -> shown(whole, itemId));
  }

  /** Changes a service whole. */
  @PutMapping("/{planId}/items/{itemId}")
  Mono<ResponseEntity<PlanItem>> change(
      Caller caller,
      @PathVariable UUID planId,
      @PathVariable UUID itemId,
      ExpectedVersion expected,
      @RequestBody SaveItemRequest request) {
    return commands
        .run(() -> editing.change(caller, planId, itemId, expected, request))
        .map(whole -> shown(whole, itemId));
  }

  /** Takes a service out of the mix. */
  @DeleteMapping("/{planId}/items/{itemId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> remove(
      Caller caller,
      @PathVariable UUID planId,
      @PathVariable UUID itemId,
      ExpectedVersion expected) {
    return commands.run(() -> editing.remove(caller, planId, itemId, expected)).then();
  }

  private static ResponseEntity<PlanItem> added(MixEditing.Added added) {
    UUID planId = added.whole().plan().id();
    return ResponseEntity.created(
            URI.create("/api/v1/service-plans/" + planId + "/items/" + added.itemId()))
        .eTag(ExpectedVersion.eTag(added.item().version()))
        .body(added.item());
  }

  private static ResponseEntity<PlanItem> shown(WholePlan whole, UUID itemId) {
    PlanItem item = whole.item(itemId);
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(item.version())).body(item);
  }
}
