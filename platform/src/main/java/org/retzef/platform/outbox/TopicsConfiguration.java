package org.retzef.platform.outbox;

import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/** Declares the topics, whichever service starts first. */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@ConditionalOnClass(KafkaAdmin.class)
@EnableConfigurationProperties(TopicSettings.class)
class TopicsConfiguration {

  @Bean
  KafkaAdmin.NewTopics eventTopics(TopicSettings settings) {
    return new KafkaAdmin.NewTopics(
        settings.topics().stream()
            .flatMap(name -> Stream.of(name, name + ".dlt"))
            .map(name -> topic(name, settings.topic()))
            .toArray(NewTopic[]::new));
  }

  /** Kept for ever: projections are rebuilt, and data teams replay, from the first offset. */
  private static NewTopic topic(String name, TopicSettings.Topic settings) {
    return TopicBuilder.name(name)
        .partitions(settings.partitions())
        .replicas(settings.replication())
        .config(TopicConfig.RETENTION_MS_CONFIG, "-1")
        .build();
  }
}
