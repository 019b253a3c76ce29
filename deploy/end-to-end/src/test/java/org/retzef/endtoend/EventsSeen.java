package org.retzef.endtoend;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that a data team's consumer sees on the topics of a story, from the first offset. */
final class EventsSeen {

  private static final List<String> TOPICS =
      List.of("retzef.organisation.events", "retzef.family.events", "retzef.basket.events");

  /** A poll brings five hundred records, and waits itself where there are none. */
  static final Duration AT_ONCE = Duration.ofMillis(1);

  private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

  private EventsSeen() {}

  /** Reads until the story's last event is there. */
  static EventsSeen untilTold(Platform platform, String lastType, String subject) {
    return until(platform, seen -> seen.types(subject).contains(lastType));
  }

  /**
   * Reads until what was seen is enough, and then all that stood in the topics at that moment: the
   * order of a key is kept, but one partition is read before the other.
   */
  static EventsSeen until(Platform platform, Predicate<EventsSeen> enough) {
    EventsSeen seen = new EventsSeen();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", platform.kafka()),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          TOPICS.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .pollInterval(AT_ONCE)
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(seen.records::add);
                return enough.test(seen);
              });
      seen.readTo(consumer.endOffsets(partitions), consumer);
    }
    return seen;
  }

  private void readTo(Map<TopicPartition, Long> ends, KafkaConsumer<String, String> consumer) {
    await()
        .pollInterval(AT_ONCE)
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(200)).forEach(records::add);
              return ends.entrySet().stream()
                  .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
  }

  /** The short types of what was told of an aggregate, in order: {@code family.enrolled.v1}. */
  List<String> types(String subject) {
    return records.stream()
        .filter(record -> subject.equals(record.key()))
        .map(record -> header(record, "ce_type").replace("org.retzef.", ""))
        .toList();
  }

  /** When the first event of this short type was sent about an aggregate. */
  Instant toldAt(String type, String subject) {
    return records.stream()
        .filter(record -> subject.equals(record.key()))
        .filter(record -> header(record, "ce_type").equals("org.retzef." + type))
        .map(record -> Instant.ofEpochMilli(record.timestamp()))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** By aggregate, the ids of what was told of it under this short type: each once. */
  Map<String, Set<String>> told(String type) {
    return records.stream()
        .filter(record -> header(record, "ce_type").equals("org.retzef." + type))
        .collect(
            Collectors.groupingBy(
                ConsumerRecord::key,
                Collectors.mapping(record -> header(record, "ce_id"), Collectors.toSet())));
  }

  List<ConsumerRecord<String, String>> all() {
    return records;
  }

  static String header(ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
