package org.retzef.basket.budget;

import java.net.URI;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.paging.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/envelopes")
class EnvelopeController {

  private final EnvelopeLoading loading;
  private final Envelopes envelopes;
  private final Idempotency idempotency;

  EnvelopeController(EnvelopeLoading loading, Envelopes envelopes, Idempotency idempotency) {
    this.loading = loading;
    this.envelopes = envelopes;
    this.idempotency = idempotency;
  }

  /** Loads a year's envelope, once: nine lines, of which the overhead is 5 % of the others. */
  @PostMapping
  Mono<ResponseEntity<Envelope>> load(
      IdempotencyKey key, @RequestBody LoadEnvelopeRequest request) {
    return idempotency.once(
        key,
        request,
        Envelope.class,
        () ->
            loading
                .load(request)
                .map(
                    envelope ->
                        ResponseEntity.created(URI.create("/api/v1/envelopes")).body(envelope)));
  }

  @GetMapping
  Mono<Page<Envelope>> list() {
    return envelopes.all().collectList().map(Page::whole);
  }
}
