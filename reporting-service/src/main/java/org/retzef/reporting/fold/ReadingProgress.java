package org.retzef.reporting.fold;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** How far readers have come in their topics, by what they have told the broker. */
@Component
class ReadingProgress {

  private final KafkaAdmin kafka;

  ReadingProgress(KafkaAdmin kafka) {
    this.kafka = kafka;
  }

  /**
   * Whether the one reader has read everything that the other has, and not less than there is where
   * the other has told nothing.
   */
  boolean isAsFar(String reader, String other) {
    try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
      Map<TopicPartition, Long> goal = ends(admin);
      goal.putAll(offsets(admin, other));
      Map<TopicPartition, Long> reached = offsets(admin, reader);
      return goal.entrySet().stream()
          .allMatch(there -> reached.getOrDefault(there.getKey(), 0L) >= there.getValue());
    } catch (ExecutionException | TimeoutException unreachable) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * The record after the last one that a reader has read in each partition; none if unreachable.
   */
  Map<TopicPartition, Long> reached(String reader) {
    try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
      return offsets(admin, reader);
    } catch (ExecutionException | TimeoutException unreachable) {
      return Map.of();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  private static Map<TopicPartition, Long> offsets(Admin admin, String reader)
      throws ExecutionException, InterruptedException, TimeoutException {
    var told = patiently(admin.listConsumerGroupOffsets(reader).partitionsToOffsetAndMetadata());
    Map<TopicPartition, Long> offsets = new HashMap<>();
    told.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    return offsets;
  }

  private static Map<TopicPartition, Long> ends(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    patiently(admin.describeTopics(FoldReaders.TOPICS).allTopicNames())
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        partition ->
                            latest.put(
                                new TopicPartition(topic, partition.partition()),
                                OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    patiently(admin.listOffsets(latest).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private static <T> T patiently(KafkaFuture<T> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    return answer.get(10, TimeUnit.SECONDS);
  }
}
