package org.retzef.platform.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A CloudEvent as it stands in a topic.
 *
 * @param subject the aggregate's id, also the record's key
 * @param sequence the aggregate's version, from 1
 * @param headers all headers as text
 */
public record TestEvent(
    UUID id, String type, String subject, long sequence, String json, Map<String, String> headers) {

  /** An event as another service would tell it. */
  public static TestEvent of(String type, String subject, long sequence, String json) {
    UUID id = UUID.randomUUID();
    var headers = new LinkedHashMap<String, String>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id.toString());
    headers.put("ce_source", "/test");
    headers.put("ce_type", type);
    headers.put("ce_subject", subject);
    headers.put("ce_time", Instant.now().toString());
    headers.put("ce_sequence", Long.toString(sequence));
    headers.put("content-type", "application/json");
    return new TestEvent(id, type, subject, sequence, json, headers);
  }

  static TestEvent of(ConsumerRecord<String, byte[]> found) {
    var headers = new LinkedHashMap<String, String>();
    found
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return new TestEvent(
        UUID.fromString(headers.getOrDefault("ce_id", new UUID(0, 0).toString())),
        headers.getOrDefault("ce_type", ""),
        found.key(),
        Long.parseLong(headers.getOrDefault("ce_sequence", "0")),
        new String(found.value(), StandardCharsets.UTF_8),
        headers);
  }

  ProducerRecord<String, byte[]> to(String topic) {
    var record = new ProducerRecord<>(topic, subject, json.getBytes(StandardCharsets.UTF_8));
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }
}
