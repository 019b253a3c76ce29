package org.retzef.platform.outbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/**
 * Prints the time from commit to consumer at 200 events a second from 4 writers. Not part of the
 * suite: {@code mvn -pl platform verify -Dit.test=RelayLatencyBenchmark}.
 */
@RetzefIT
class RelayLatencyBenchmark {

  private static final int WRITERS = 4;
  private static final int PER_SECOND = 200;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration MEASURED = Duration.ofSeconds(30);

  @Autowired Outbox outbox;
  @Autowired Commands commands;

  @Value("${retzef.kafka}")
  String broker;

  private final Map<String, Long> committed = new ConcurrentHashMap<>();
  private final Map<String, Long> consumed = new ConcurrentHashMap<>();

  @Test
  void printsCommitToConsumer() throws Exception {
    var running = new AtomicBoolean(true);
    try (var writers = Executors.newScheduledThreadPool(WRITERS);
        var reader = Executors.newSingleThreadExecutor()) {
      reader.submit(() -> consume(running));
      long period = TimeUnit.SECONDS.toNanos(1) * WRITERS / PER_SECOND;
      for (int i = 0; i < WRITERS; i++) {
        writers.scheduleAtFixedRate(
            this::write, i * period / WRITERS, period, TimeUnit.NANOSECONDS);
      }
      Thread.sleep(WARM_UP);
      committed.clear();
      consumed.clear();
      Thread.sleep(MEASURED);
      writers.shutdownNow();
      Thread.sleep(Duration.ofSeconds(2));
      running.set(false);
    }
    print();
  }

  private void write() {
    String note = UUID.randomUUID().toString();
    commands.run(() -> outbox.append(new NoteEvent.Written(note, 1)).thenReturn(note)).block();
    committed.put(note, System.nanoTime());
  }

  private void consume(AtomicBoolean running) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(NoteEvent.TOPIC).stream()
              .map(info -> new TopicPartition(NoteEvent.TOPIC, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      while (running.get()) {
        var records = consumer.poll(Duration.ofMillis(100));
        long now = System.nanoTime();
        records.forEach(record -> consumed.putIfAbsent(record.key(), now));
      }
    }
  }

  private void print() {
    List<String> both = committed.keySet().stream().filter(consumed::containsKey).toList();
    double[] millis =
        both.stream()
            .mapToDouble(note -> (consumed.get(note) - committed.get(note)) / 1e6)
            .sorted()
            .toArray();
    System.out.printf(
        "commit to consumer, %d events (%d not seen), ms: p50 %.1f  p90 %.1f  p99 %.1f  max %.1f%n",
        millis.length,
        committed.size() - both.size(),
        at(millis, 0.50),
        at(millis, 0.90),
        at(millis, 0.99),
        Arrays.stream(millis).max().orElse(Double.NaN));
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * sorted.length))];
  }
}
