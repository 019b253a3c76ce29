package org.retzef.platform.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.retzef.platform.outbox.CloudEvent;

/** An event with its payload, from the topic or from where it was parked. */
record Delivery(ReceivedEvent event, String payload) {

  /** Fails with a runtime exception if a header is missing or is not what it should be. */
  static Delivery of(ConsumerRecord<String, byte[]> record) {
    return new Delivery(
        new ReceivedEvent(
            UUID.fromString(header(record, CloudEvent.ID)),
            record.topic(),
            header(record, CloudEvent.TYPE),
            header(record, CloudEvent.SOURCE),
            header(record, CloudEvent.SUBJECT),
            Long.parseLong(header(record, CloudEvent.SEQUENCE)),
            Instant.parse(header(record, CloudEvent.TIME))),
        new String(record.value(), StandardCharsets.UTF_8));
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    if (header == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
