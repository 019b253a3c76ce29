package org.retzef.platform.outbox;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** An appended event, and how it looks on the wire: CloudEvents 1.0 in Kafka's binary mode. */
record OutboxRow(
    long seq,
    UUID eventId,
    String topic,
    String key,
    long version,
    String type,
    String payload,
    @Nullable String traceParent,
    Instant createdAt) {

  static final String COLUMNS =
      "seq, event_id, topic, aggregate_id, agg_version, type, payload, traceparent, created_at";

  static OutboxRow of(Readable row) {
    return new OutboxRow(
        get(row, "seq", Long.class),
        get(row, "event_id", UUID.class),
        get(row, "topic", String.class),
        get(row, "aggregate_id", String.class),
        get(row, "agg_version", Long.class),
        get(row, "type", String.class),
        get(row, "payload", String.class),
        row.get("traceparent", String.class),
        get(row, "created_at", Instant.class));
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }

  ProducerRecord<String, byte[]> toRecord(String source) {
    var record = new ProducerRecord<>(topic, key, bytes(payload));
    header(record, CloudEvent.SPEC_VERSION, "1.0");
    header(record, CloudEvent.ID, eventId.toString());
    header(record, CloudEvent.SOURCE, source);
    header(record, CloudEvent.TYPE, type);
    header(record, CloudEvent.SUBJECT, key);
    header(record, CloudEvent.TIME, createdAt.toString());
    header(record, CloudEvent.DATA_SCHEMA, "/docs/events/" + type + ".schema.json");
    header(record, CloudEvent.SEQUENCE, Long.toString(version));
    header(record, CloudEvent.CONTENT_TYPE, "application/json");
    if (traceParent != null) {
      header(record, CloudEvent.TRACE_PARENT, traceParent);
    }
    return record;
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
