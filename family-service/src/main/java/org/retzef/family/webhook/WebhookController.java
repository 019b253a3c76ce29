package org.retzef.family.webhook;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.partner.PartnerAgreement;
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
import org.springframework.web.bind.annotation.RequestAttribute;
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

  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final WebhookSettings settings;
  private final Idempotency idempotency;
  private final Commands commands;

  WebhookController(
      Webhooks webhooks,
      Deliveries deliveries,
      WebhookSettings settings,
      Idempotency idempotency,
      Commands commands) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.settings = settings;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Sets where changes are sent from now on, in place of what was set before. */
  @PostMapping
  Mono<ResponseEntity<Webhook>> set(
      @RequestAttribute PartnerAgreement agreement,
      IdempotencyKey key,
      @RequestBody SetWebhookRequest request) {
    return Mono.fromCallable(() -> checked(request.url()))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(
            address ->
                idempotency.once(
                    key,
                    request,
                    Webhook.class,
                    () ->
                        webhooks
                            .set(agreement.partner(), address)
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
  Mono<Webhook> get(@RequestAttribute PartnerAgreement agreement) {
    return webhooks.of(agreement.partner());
  }

  /** What signatures are checked with. */
  @GetMapping("/secret")
  Mono<ResponseEntity<Webhook.Secret>> secret(@RequestAttribute PartnerAgreement agreement) {
    return webhooks
        .secretOf(agreement.partner())
        .map(secret -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(secret));
  }

  /** Draws a new secret; for 24 hours the former one signs as well. */
  @PostMapping("/secret/rotation")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Webhook>> rotate(
      @RequestAttribute PartnerAgreement agreement, IdempotencyKey key) {
    return idempotency.once(
        key,
        "rotation",
        Webhook.class,
        () -> webhooks.rotate(agreement.partner()).map(ResponseEntity::ok));
  }

  /** Nothing is sent any more; the feed goes on. */
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> remove(@RequestAttribute PartnerAgreement agreement) {
    return commands.run(() -> webhooks.remove(agreement.partner()));
  }

  /** What was sent, what waits, and with {@code state=DEAD} what was given up. */
  @GetMapping("/deliveries")
  Mono<ResponseEntity<Page<Delivery>>> deliveries(
      @RequestAttribute PartnerAgreement agreement,
      @RequestParam(required = false) Delivery.@Nullable State state,
      PageRequest page) {
    return deliveries.of(agreement.partner(), state, page).map(page::answer);
  }

  /** Sends a delivery again, also one that was given up. */
  @PostMapping("/deliveries/{id}/replay")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Delivery>> replay(
      @RequestAttribute PartnerAgreement agreement, IdempotencyKey key, @PathVariable UUID id) {
    return idempotency.once(
        key,
        id,
        Delivery.class,
        () -> deliveries.replay(agreement.partner(), id).map(ResponseEntity::ok));
  }
}
