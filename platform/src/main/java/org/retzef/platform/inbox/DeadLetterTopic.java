package org.retzef.platform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.outbox.CloudEvent;
import org.springframework.kafka.core.KafkaTemplate;

/** Where what could not be handled is told, beside its topic. */
final class DeadLetterTopic {

  static final String CONSUMER = "retzef-consumer";
  static final String REASON = "retzef-reason";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaTemplate<String, byte[]> kafka;

  DeadLetterTopic(KafkaTemplate<String, byte[]> kafka) {
    this.kafka = kafka;
  }

  void tell(Delivery delivery, String consumer, String reason) {
    ReceivedEvent event = delivery.event();
    var letter = letter(event.topic(), event.subject(), delivery.payload().getBytes(UTF_8));
    header(letter, CloudEvent.SPEC_VERSION, "1.0");
    header(letter, CloudEvent.ID, event.id().toString());
    header(letter, CloudEvent.SOURCE, event.source());
    header(letter, CloudEvent.TYPE, event.type());
    header(letter, CloudEvent.SUBJECT, event.subject());
    header(letter, CloudEvent.TIME, event.time().toString());
    header(letter, CloudEvent.SEQUENCE, Long.toString(event.sequence()));
    header(letter, CloudEvent.CONTENT_TYPE, "application/json");
    send(letter, consumer, reason);
  }

  /** For a record that is no event: it goes on as it came. */
  void tell(ConsumerRecord<String, byte[]> record, String consumer, String reason) {
    var letter = letter(record.topic(), record.key(), record.value());
    record.headers().forEach(letter.headers()::add);
    send(letter, consumer, reason);
  }

  private static ProducerRecord<String, byte[]> letter(
      String topic, @Nullable String key, byte @Nullable [] value) {
    return new ProducerRecord<>(topic + ".dlt", key, value);
  }

  private void send(ProducerRecord<String, byte[]> letter, String consumer, String reason) {
    header(letter, CONSUMER, consumer);
    header(letter, REASON, reason);
    try {
      kafka.send(letter).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("A dead letter could not be told", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
    letter.headers().add(name, value.getBytes(UTF_8));
  }
}
