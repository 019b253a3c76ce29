package org.retzef.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the own topics back, confirms the events that are there, and sends again those that are
 * not: the proof that no relay, ours or another, has lost one.
 */
final class Reconciler implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

  static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration STALLED = Duration.ofSeconds(30);

  private final ReadBackTable table;
  private final Lease lease;
  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Supplier<Courier> couriers;
  private final LongConsumer gaps;

  Reconciler(
      ReadBackTable table,
      Lease lease,
      Supplier<Consumer<String, byte[]>> consumers,
      Supplier<Courier> couriers,
      LongConsumer gaps) {
    this.table = table;
    this.lease = lease;
    this.consumers = consumers;
    this.couriers = couriers;
    this.gaps = gaps;
  }

  @Override
  public void run() {
    try {
      reconcile();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does one run, if no other process does; says how many events were missing. */
  long reconcile() throws InterruptedException {
    if (!lease.hold()) {
      return 0;
    }
    Instant before = table.now();
    try (var consumer = consumers.get()) {
      for (String topic : table.topics()) {
        readBack(consumer, topic);
      }
    }
    return sendMissing(before);
  }

  private void readBack(Consumer<String, byte[]> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> starts = starts(topic, consumer.beginningOffsets(partitions), ends);
    consumer.assign(partitions);
    starts.forEach(consumer::seek);
    long progress = System.nanoTime();
    while (isBehind(consumer, ends)) {
      ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(500));
      if (!records.isEmpty()) {
        confirm(records);
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > STALLED.toNanos()) {
        throw new IllegalStateException(topic + " cannot be read back");
      }
      lease.hold();
    }
    ends.forEach(table::keepPosition);
  }

  /** A topic that is shorter than we know it has lost records: all of them are looked for again. */
  private Map<TopicPartition, Long> starts(
      String topic, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> known = table.positions(topic);
    if (known.entrySet().stream()
        .anyMatch(at -> at.getValue() > ends.getOrDefault(at.getKey(), 0L))) {
      log.error("{} has lost records; all that the outbox still knows is checked again", topic);
      table.doubt(topic);
      return begins;
    }
    var starts = new HashMap<>(begins);
    known.forEach((partition, offset) -> starts.merge(partition, offset, Math::max));
    return starts;
  }

  private static boolean isBehind(
      Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private void confirm(ConsumerRecords<String, byte[]> records) {
    var ids = new ArrayList<String>();
    for (ConsumerRecord<String, byte[]> record : records) {
      var id = record.headers().lastHeader(CloudEvent.ID);
      if (id != null) {
        ids.add(new String(id.value(), StandardCharsets.UTF_8));
      }
    }
    table.confirm(ids);
  }

  private long sendMissing(Instant before) throws InterruptedException {
    long missing = 0;
    try (Courier courier = couriers.get()) {
      for (List<OutboxRow> rows = table.missing(before, 0);
          !rows.isEmpty();
          rows = table.missing(before, rows.getLast().seq())) {
        log.error(
            "{} events, the first of them {}, were not found in their topics and are sent again",
            rows.size(),
            rows.getFirst().eventId());
        courier.send(rows);
        courier.arrivals(Duration.ofSeconds(10));
        gaps.accept(rows.size());
        missing += rows.size();
        lease.hold();
      }
    }
    return missing;
  }
}
