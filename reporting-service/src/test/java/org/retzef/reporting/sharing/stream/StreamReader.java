package org.retzef.reporting.sharing.stream;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A partner's stream, from its first offset on. */
public final class StreamReader implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final KafkaConsumer<String, String> consumer;
  private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

  public StreamReader(String broker, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    await().until(() -> consumer.listTopics().containsKey(topic));
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** What stands: the last record of each pseudonym, without those that were withdrawn. */
  Map<String, JsonNode> standing() {
    Map<String, JsonNode> standing = new HashMap<>();
    for (var record : records) {
      if (record.value() == null) {
        standing.remove(record.key());
      } else {
        standing.put(record.key(), JSON.readTree(record.value()));
      }
    }
    return standing;
  }

  public Map<String, JsonNode> awaitStanding(int families) {
    return awaitStanding(standing -> standing.size() == families);
  }

  Map<String, JsonNode> awaitStanding(Predicate<Map<String, JsonNode>> enough) {
    return awaitStanding(enough, Duration.ofSeconds(30));
  }

  Map<String, JsonNode> awaitStanding(Predicate<Map<String, JsonNode>> enough, Duration patience) {
    await()
        .atMost(patience)
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(100)).forEach(records::add);
              return enough.test(standing());
            });
    return standing();
  }

  /** Waits for such a record, whatever the others are: a dead letter need not be JSON. */
  void awaitRecord(Predicate<ConsumerRecord<String, String>> sought) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(100)).forEach(records::add);
              return records.stream().anyMatch(sought);
            });
  }

  List<ConsumerRecord<String, String>> records() {
    return records;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
