package org.retzef.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.inbox.NotHandled.Hope;
import org.retzef.platform.outbox.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.SimpleKafkaHeaderMapper;
import org.springframework.kafka.support.converter.MessagingMessageConverter;
import org.springframework.kafka.support.converter.RecordMessageConverter;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;
import tools.jackson.databind.json.JsonMapper;

/** Wires the inbox into a service that has a database and listens to Kafka. */
@AutoConfiguration(
    afterName = {
      "org.retzef.platform.outbox.OutboxConfiguration",
      "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnClass({KafkaTemplate.class, DatabaseClient.class})
@ConditionalOnBean({Commands.class, KafkaTemplate.class})
@EnableScheduling
class InboxConfiguration {

  private static final Logger log = LoggerFactory.getLogger(InboxConfiguration.class);

  @Bean
  Inbox inbox(
      DatabaseClient database,
      Commands commands,
      JsonMapper json,
      ObjectProvider<ObservationRegistry> observations,
      KafkaTemplate<String, byte[]> kafka) {
    return new Inbox(
        new InboxTable(database),
        new KeptEvents(database),
        commands,
        json,
        new EventTraces(observations.getIfAvailable(() -> ObservationRegistry.NOOP)),
        new DeadLetterTopic(kafka));
  }

  @Bean
  InboxUpkeep inboxUpkeep(DatabaseClient database, MeterRegistry meters) {
    return new InboxUpkeep(new KeptEvents(database), meters);
  }

  /** Boot gives it to all listeners. What throws in here is tried again, never skipped. */
  @Bean
  DefaultErrorHandler eventsThatFail(Inbox inbox) {
    var handler =
        new DefaultErrorHandler(
            (record, failure) -> bury(inbox, record, failure), backOff(Hope.SOME));
    handler.setBackOffFunction((record, failure) -> backOff(hope(failure)));
    handler.setRetryListeners(InboxConfiguration::tell);
    return handler;
  }

  /** A database that is away for long is told once a minute. */
  private static void tell(ConsumerRecord<?, ?> record, @Nullable Exception failure, int attempt) {
    if (attempt <= 3 || attempt % 60 == 0) {
      log.warn(
          "{} offset {} of partition {} failed, attempt {}: {}",
          record.topic(),
          record.offset(),
          record.partition(),
          attempt,
          reason(failure));
    }
  }

  private static String reason(@Nullable Exception failure) {
    NotHandled notHandled = notHandled(failure);
    return notHandled == null ? "it failed outside of its inbox" : notHandled.reason();
  }

  private static BackOff backOff(Hope hope) {
    return switch (hope) {
      case CERTAIN -> new FixedBackOff(1_000, FixedBackOff.UNLIMITED_ATTEMPTS);
      case NONE -> new FixedBackOff(0, 0);
      case SOME -> {
        var seconds = new ExponentialBackOff(1_000, 2); // 1, 2 and 4 s
        seconds.setMaxAttempts(3);
        yield seconds;
      }
    };
  }

  private static Hope hope(Exception failure) {
    NotHandled notHandled = notHandled(failure);
    return notHandled == null ? Hope.SOME : notHandled.hope();
  }

  @SuppressWarnings("unchecked")
  private static void bury(Inbox inbox, ConsumerRecord<?, ?> record, Exception failure) {
    NotHandled notHandled = notHandled(failure);
    if (notHandled == null) {
      throw new IllegalStateException("A listener failed outside of its inbox", failure);
    }
    if (notHandled.delivery() == null) {
      inbox.bury(notHandled, (ConsumerRecord<String, byte[]>) record);
    } else {
      inbox.bury(notHandled);
    }
  }

  private static @Nullable NotHandled notHandled(@Nullable Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotHandled found) {
        return found;
      }
    }
    return null;
  }

  /** The default one reads types from headers and builds them: a stranger could choose them. */
  @Bean
  RecordMessageConverter plainHeaders() {
    var converter = new MessagingMessageConverter();
    converter.setHeaderMapper(new SimpleKafkaHeaderMapper());
    return converter;
  }
}
