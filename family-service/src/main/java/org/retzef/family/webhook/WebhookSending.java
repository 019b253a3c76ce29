package org.retzef.family.webhook;

import java.util.List;
import java.util.Objects;
import org.retzef.platform.outbox.Commands;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what is due. No transaction is open while a partner is called; who dies between its word
 * and the note of it leaves a delivery that is sent again, with the same {@code webhook-id}.
 */
@Component
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookSending {

  private static final int BATCH = 50;
  private static final int AT_ONCE = 16;

  private final Deliveries deliveries;
  private final WebhookCall call;
  private final Commands commands;

  WebhookSending(Deliveries deliveries, WebhookCall call, Commands commands) {
    this.deliveries = deliveries;
    this.call = call;
    this.commands = commands;
  }

  @Scheduled(fixedDelayString = "${retzef.webhooks.pause}")
  void sendWhatIsDue() {
    while (sendBatch() == BATCH) {
      // there may be more
    }
  }

  /** How many were tried. */
  int sendBatch() {
    List<DueDelivery> due =
        Objects.requireNonNull(commands.run(() -> deliveries.takeOn(BATCH)).block());
    Flux.fromIterable(due).flatMap(this::send, AT_ONCE).then().block();
    return due.size();
  }

  private Mono<Void> send(DueDelivery delivery) {
    return call.send(delivery)
        .flatMap(outcome -> commands.run(() -> deliveries.note(delivery, outcome)));
  }
}
