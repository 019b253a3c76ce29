package org.retzef.family.webhook;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;

/** Calls a partner's address once. Follows no redirect, reads no body, keeps no connection. */
@Component
class WebhookCall {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int CONNECT_MILLIS = 5000;

  private final WebhookSettings settings;
  private final SslContext trust;
  private final HttpClient client =
      HttpClient.newConnection()
          .followRedirect(false)
          .responseTimeout(PATIENCE)
          .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);

  WebhookCall(WebhookSettings settings) {
    this.settings = settings;
    trust = TrustedAuthorities.with(settings.trustedCertificates());
  }

  Mono<Outcome> send(DueDelivery delivery) {
    return Mono.fromCallable(() -> prepare(delivery.url()))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(prepared -> post(prepared, delivery))
        .map(Outcome::of)
        .timeout(PATIENCE.multipliedBy(2))
        .onErrorResume(
            IllegalArgumentException.class,
            refused -> Mono.just(Outcome.failed(String.valueOf(refused.getMessage()))))
        .onErrorResume(failure -> Mono.just(Outcome.failed("no-answer")));
  }

  /** The name was looked up; the connection goes to what was found and to nothing else. */
  private record Prepared(WebhookAddress address, InetSocketAddress connectTo) {}

  private Prepared prepare(String url) {
    WebhookAddress address = WebhookAddress.parse(url, settings.privateAddresses());
    return new Prepared(address, address.resolve(settings.privateAddresses()));
  }

  private Mono<Integer> post(Prepared prepared, DueDelivery delivery) {
    long timestamp = Instant.now().getEpochSecond();
    String body = delivery.body();
    HttpClient pinned = client.remoteAddress(prepared::connectTo);
    return (prepared.address().isSecure() ? pinned.secure(tls -> tls.sslContext(trust)) : pinned)
        .headers(
            headers ->
                headers
                    .set("content-type", "application/json")
                    .set("user-agent", "retzef-webhooks/1")
                    .set("webhook-id", delivery.id())
                    .set("webhook-timestamp", timestamp)
                    .set(
                        "webhook-signature",
                        delivery.secrets().stream()
                            .map(secret -> secret.sign(delivery.id().toString(), timestamp, body))
                            .collect(Collectors.joining(" "))))
        .post()
        .uri(prepared.address().pathAndQuery())
        .send(
            ByteBufMono.fromString(
                Mono.just(body), StandardCharsets.UTF_8, ByteBufAllocator.DEFAULT))
        .response()
        .map(response -> response.status().code());
  }
}
