package org.retzef.family.webhook;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.partner.PartnerAgreements;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A partner's own webhook. */
@RestController
@RequestMapping("/api/v1/partner/webhook")
class WebhookController {

  private static final String SCOPE = "referrals:write";

  private final PartnerAgreements agreements;
  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final WebhookSettings settings;
  private final Idempotency idempotency;
  private final Commands commands;

  WebhookController(
      PartnerAgreements agreements,
      Webhooks webhooks,
      Deliveries deliveries,
      WebhookSettings settings,
      Idempotency idempotency,
      Commands commands) {
    this.agreements = agreements;
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.settings = settings;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Sets where changes are sent from now on, in place of what was set before. */
  @PostMapping
  Mono<ResponseEntity<Webhook>> set(
      Caller caller, IdempotencyKey key, @RequestBody SetWebhookRequest request) {
    return Mono.fromCallable(() -> checked(request.url()))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(
            address ->
                idempotency.once(
                    key,
                    request,
                    Webhook.class,
                    () ->
                        agreements
                            .require(caller, SCOPE)
                            .flatMap(partner -> webhooks.set(partner, address))
                            .map(
                                set ->
                                    ResponseEntity.created(URI.create("/api/v1/partner/webhook"))
                                        .body(set))));
  }

  private WebhookAddress checked(String url) {
    try {
      WebhookAddress address = WebhookAddress.parse(url, settings.privateAddresses());
      address.resolve(settings.privateAddresses());
      return address;
    } catch (IllegalArgumentException refused) {
      throw new InvalidInput(Fault.of("url", String.valueOf(refused.getMessage())));
    }
  }

  @GetMapping
  Mono<Webhook> get(Caller caller) {
    return agreements.require(caller, SCOPE).flatMap(webhooks::of);
  }

  /** What signatures are checked with. */
  @GetMapping("/secret")
  Mono<ResponseEntity<Webhook.Secret>> secret(Caller caller) {
    return agreements
        .require(caller, SCOPE)
        .flatMap(webhooks::secretOf)
        .map(secret -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(secret));
  }

  /** Draws a new secret; for 24 hours the former one signs as well. */
  @PostMapping("/secret/rotation")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Webhook>> rotate(Caller caller, IdempotencyKey key) {
    return idempotency.once(
        key,
        "rotation",
        Webhook.class,
        () -> agreements.require(caller, SCOPE).flatMap(webhooks::rotate).map(ResponseEntity::ok));
  }

  /** Nothing is sent any more; the feed goes on. */
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> remove(Caller caller) {
    return commands.run(() -> agreements.require(caller, SCOPE).flatMap(webhooks::remove));
  }

  /** What was sent, what waits, and with {@code state=DEAD} what was given up. */
  @GetMapping("/deliveries")
  Mono<ResponseEntity<Page<Delivery>>> deliveries(
      Caller caller,
      @RequestParam(required = false) Delivery.@Nullable State state,
      PageRequest page) {
    return agreements
        .require(caller, SCOPE)
        .flatMap(partner -> deliveries.of(partner, state, page))
        .map(page::answer);
  }

  /** Sends a delivery again, also one that was given up. */
  @PostMapping("/deliveries/{id}/replay")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Delivery>> replay(Caller caller, IdempotencyKey key, @PathVariable UUID id) {
    return idempotency.once(
        key,
        id,
        Delivery.class,
        () ->
            agreements
                .require(caller, SCOPE)
                .flatMap(partner -> deliveries.replay(partner, id))
                .map(ResponseEntity::ok));
  }
}
