package org.retzef.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class CourierTest {

  private final MockProducer<String, byte[]> broker =
      new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
  private final Courier courier = new Courier(() -> broker, "/test");

  @Test
  void reportsAnArrivalOnlyWhenTheBrokerHasAcknowledgedIt() throws InterruptedException {
    courier.send(List.of(row(1, "a"), row(2, "b")));
    assertThat(courier.arrivals(Duration.ZERO)).isEmpty();
    broker.completeNext();
    assertThat(courier.arrivals(Duration.ZERO)).extracting(OutboxRow::seq).containsExactly(1L);
    assertThat(courier.heldBack()).as("b is still under way").containsExactly("b");
  }

  @Test
  void holdsBackTheKeyOfARefusedRow() throws InterruptedException {
    courier.send(List.of(row(1, "a"), row(2, "b")));
    broker.errorNext(new RecordTooLargeException());
    broker.completeNext();
    assertThat(courier.arrivals(Duration.ZERO)).extracting(OutboxRow::seq).containsExactly(2L);
    assertThat(courier.heldBack()).containsExactly("a");
  }

  @Test
  void sendsNothingOfAKeyBehindARowThatIsRefusedAtOnce() {
    var sent = new ArrayList<Long>();
    var refusing =
        new MockProducer<String, byte[]>() {
          @Override
          public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            sent.add(
                Long.valueOf(
                    new String(record.headers().lastHeader("ce_sequence").value(), UTF_8)));
            return record.key().equals("a")
                ? CompletableFuture.failedFuture(new RecordTooLargeException())
                : new CompletableFuture<>();
          }
        };
    new Courier(() -> refusing, "/test").send(List.of(row(1, "a"), row(2, "b"), row(3, "a")));
    assertThat(sent).containsExactly(1L, 2L);
  }

  private static OutboxRow row(long seq, String key) {
    return new OutboxRow(
        seq, UUID.randomUUID(), "topic", key, seq, "type", "{}", null, Instant.now());
  }
}
