package org.retzef.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.retzef.platform.outbox.OutboxSettings.RelayKind;
import org.retzef.platform.outbox.OutboxTable.Backlog;
import org.retzef.platform.outbox.RelayLifecycle.Task;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.r2dbc.core.DatabaseClient;

/** Wires the relay, the reconciler and their figures into a service that has an outbox. */
@AutoConfiguration(
    after = OutboxConfiguration.class,
    afterName = {
      "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnClass({KafkaProperties.class, DatabaseClient.class})
@ConditionalOnBean({Outbox.class, KafkaProperties.class})
@EnableConfigurationProperties(OutboxSettings.class)
class RelayConfiguration {

  private final DatabaseClient database;
  private final KafkaProperties kafka;
  private final OutboxSettings settings;
  private final String source;

  RelayConfiguration(
      DatabaseClient database,
      KafkaProperties kafka,
      OutboxSettings settings,
      @Value("/${spring.application.name}") String source) {
    this.database = database;
    this.kafka = kafka;
    this.settings = settings;
    this.source = source;
  }

  @Bean
  Reconciler reconciler(MeterRegistry meters) {
    return new Reconciler(
        new ReadBackTable(database, settings.relay() == RelayKind.POLLING),
        new Lease(database, "reconciler", Reconciler.LEASE),
        this::consumer,
        this::courier,
        counted(meters, "retzef.outbox.gaps", "Events that had to be sent again"));
  }

  @Bean
  RelayLifecycle relayLifecycle(
      Nudge nudge, Reconciler reconciler, KafkaAdmin admin, MeterRegistry meters) {
    LongConsumer published =
        counted(meters, "retzef.outbox.published", "Events that the broker has acknowledged");
    Supplier<Relay> relays =
        () ->
            new Relay(
                new OutboxTable(database),
                new Lease(database, "relay", Relay.LEASE),
                courier(),
                nudge,
                published);
    var partitions = new OutboxPartitions(database);
    return new RelayLifecycle(
        settings.relay() == RelayKind.POLLING ? relays : () -> null,
        () -> partitions.keepUp(Instant.now()),
        List.of(
            new Task(Duration.ofHours(1), () -> partitions.keepUp(Instant.now())),
            new Task(Duration.ofSeconds(10), backlogGauges(meters)),
            new Task(Duration.ofSeconds(30), declareTopics(admin)),
            new Task(settings.reconcileEvery(), reconciler::run)));
  }

  /** Boot declares them once, at the start; the broker may have been away. */
  private static Runnable declareTopics(KafkaAdmin admin) {
    var declared = new AtomicBoolean();
    return () -> {
      if (!declared.get()) {
        declared.set(admin.initialize());
      }
    };
  }

  /** Returns what takes the sample: a gauge must not ask the database while it is read. */
  private Runnable backlogGauges(MeterRegistry meters) {
    var pending = new AtomicLong();
    var oldestAge = new AtomicLong();
    meters.gauge("retzef.outbox.pending", pending);
    TimeGauge.builder("retzef.outbox.oldest.age", oldestAge, TimeUnit.MILLISECONDS, AtomicLong::get)
        .register(meters);
    var table = new OutboxTable(database);
    return () -> {
      Backlog backlog = table.backlog();
      pending.set(backlog.pending());
      oldestAge.set(backlog.oldestAge().toMillis());
    };
  }

  private static LongConsumer counted(MeterRegistry meters, String name, String meaning) {
    Counter counter = Counter.builder(name).description(meaning).register(meters);
    return counter::increment;
  }

  private Courier courier() {
    return new Courier(this::producer, source);
  }

  private Producer<String, byte[]> producer() {
    return new KafkaProducer<>(
        reliable(kafka.buildProducerProperties()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  static Map<String, Object> reliable(Map<String, Object> common) {
    return with(
        common,
        Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
            // never give a row up of itself: a later one of its key could overtake it
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 500,
            ProducerConfig.LINGER_MS_CONFIG, 0,
            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500));
  }

  private Consumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        with(
            kafka.buildConsumerProperties(),
            Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest")),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private static Map<String, Object> with(Map<String, Object> common, Map<String, Object> own) {
    var all = new HashMap<>(common);
    all.putAll(own);
    return all;
  }
}
