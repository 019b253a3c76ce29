package org.retzef.reporting.sharing.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Makes the topics of agreements that stream, and the service's own by which rows come to them.
 * They are compacted: of each pseudonym the last record stays, for ever, and a withdrawal long
 * enough that a reader who was away learns of it.
 */
@Component
class ShareTopics {

  private static final Duration WITHDRAWALS_STAY = Duration.ofDays(60);

  private final KafkaAdmin kafka;
  private final Clock clock;
  private final int partitions;
  private final short replication;
  private final Set<String> declared = ConcurrentHashMap.newKeySet();

  ShareTopics(
      KafkaAdmin kafka,
      Clock clock,
      @Value("${retzef.topic.partitions}") int partitions,
      @Value("${retzef.topic.replication}") short replication) {
    this.kafka = kafka;
    this.clock = clock;
    this.partitions = partitions;
    this.replication = replication;
  }

  /** Fails with {@link IllegalStateException} while the broker is away. */
  void declare(List<SharingAgreement> agreements) {
    LocalDate today = LocalDate.now(clock);
    List<NewTopic> missing = new ArrayList<>();
    if (!declared.contains(ShareTopology.MERGERS)) {
      missing.add(
          new NewTopic(ShareTopology.MERGERS, partitions, replication)
              .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")));
    }
    if (!declared.contains(ShareTopology.TO_TELL)) {
      missing.add(compacted(ShareTopology.TO_TELL));
    }
    agreements.stream()
        .filter(agreement -> agreement.streamsOn(today) && !declared.contains(agreement.topic()))
        .forEach(agreement -> missing.add(compacted(agreement.topic())));
    if (!missing.isEmpty()) {
      try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
        admin.createTopics(missing).values().forEach(ShareTopics::await);
      }
      missing.forEach(topic -> declared.add(topic.name()));
    }
  }

  /** In how many parts the stream reads; fails while the broker is away, too. */
  int parts() {
    return kafka
        .describeTopics(ShareTopology.FAMILY_EVENTS, ShareTopology.MERGERS)
        .values()
        .stream()
        .mapToInt(topic -> topic.partitions().size())
        .max()
        .orElseThrow();
  }

  private NewTopic compacted(String name) {
    return new NewTopic(name, 1, replication)
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                Long.toString(WITHDRAWALS_STAY.toMillis()),
                TopicConfig.SEGMENT_MS_CONFIG,
                Long.toString(Duration.ofDays(1).toMillis()),
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                Long.toString(Duration.ofDays(1).toMillis())));
  }

  private static void await(String topic, KafkaFuture<Void> answer) {
    try {
      answer.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(topic + " could not be made", failed);
      }
    } catch (TimeoutException late) {
      throw new IllegalStateException(topic + " could not be made", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
