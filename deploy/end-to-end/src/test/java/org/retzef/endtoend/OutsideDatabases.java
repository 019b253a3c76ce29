package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What lies outside of the services' databases: topics and logs. */
record OutsideDatabases(Platform platform) {

  /**
   * Every topic of the broker, those of the stream's own stores too, from the first offset; once
   * this one tells something, to where each of them ends then.
   */
  Map<String, List<String>> topicsUntilThisOneTells(String stream) {
    Map<String, List<String>> told = new HashMap<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", platform.kafka()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      await().atMost(Duration.ofSeconds(30)).until(() -> consumer.listTopics().containsKey(stream));
      List<TopicPartition> partitions =
          consumer.listTopics().entrySet().stream()
              .flatMap(
                  topic ->
                      topic.getValue().stream()
                          .map(part -> new TopicPartition(topic.getKey(), part.partition())))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Set<TopicPartition> behind = new HashSet<>(partitions);
      await()
          .pollInterval(EventsSeen.AT_ONCE)
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record ->
                            told.computeIfAbsent(record.topic(), _ -> new ArrayList<>())
                                .add(text(record)));
                if (!told.containsKey(stream)) {
                  return false;
                }
                Map<TopicPartition, Long> ends = consumer.endOffsets(behind);
                behind.removeIf(part -> consumer.position(part) >= ends.get(part));
                return behind.isEmpty();
              });
    }
    return told;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    StringBuilder text = new StringBuilder(text(record.key())).append('\n');
    record
        .headers()
        .forEach(header -> text.append(header.key()).append(text(header.value())).append('\n'));
    return text.append(text(record.value())).toString();
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Of every process, PostgreSQL and the broker among them, and what the stream keeps on disk. */
  Map<String, String> logs() {
    Map<String, String> logs = new HashMap<>();
    for (String folder : List.of("log", "streams")) {
      try (Stream<Path> files = Files.walk(platform.home().resolve(folder))) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> logs.put(file.toString(), content(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Path postgres = platform.home().resolve("postgres/server.log");
    logs.put(postgres.toString(), content(postgres));
    assertThat(logs.keySet()).anyMatch(name -> name.endsWith("family-service.log"));
    return logs;
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
