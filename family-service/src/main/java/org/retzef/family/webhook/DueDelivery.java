package org.retzef.family.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A delivery that this copy of the service has taken on, until the lease is over.
 *
 * @param data JSON
 * @param secrets each signs; two for a while after a rotation
 */
record DueDelivery(
    UUID id,
    String partner,
    String url,
    long number,
    String type,
    Instant at,
    String data,
    List<WebhookSecret> secrets) {

  /** As it is sent, the same at each try. */
  String body() {
    return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"number\":%d,\"data\":%s}"
        .formatted(type, at, number, data);
  }
}
