package org.retzef.reporting.fold;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.retzef.platform.outbox.CloudEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the topics past the fold, as far as it says that it has read, counts what producers told,
 * and rings the bell if an event became nothing. With much to count a run stops, and the next goes
 * on from there.
 */
@Component
class ToldWatch {

  private static final Logger log = LoggerFactory.getLogger(ToldWatch.class);

  private static final String NAME = "reporting.told";
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ToldEvents told;
  private final Editions editions;
  private final ReadingProgress progress;
  private final ConsumerFactory<String, byte[]> consumers;
  private final Duration goingOn;
  private final Clock clock;
  private final MultiGauge missing;

  ToldWatch(
      ToldEvents told,
      Editions editions,
      ReadingProgress progress,
      ConsumerFactory<String, byte[]> consumers,
      @Value("${retzef.reporting.proof-for}") Duration goingOn,
      Clock clock,
      MeterRegistry meters) {
    this.told = told;
    this.editions = editions;
    this.progress = progress;
    this.consumers = consumers;
    this.goingOn = goingOn;
    this.clock = clock;
    this.missing =
        MultiGauge.builder("retzef.reporting.proof.missing")
            .description("Events of a topic that are neither folded nor kept; 0 is right")
            .register(meters);
  }

  @Scheduled(fixedDelayString = "${retzef.reporting.proof-every}")
  void count() {
    int live = Objects.requireNonNull(editions.state().block()).live();
    count(progress.reached(Editions.name(live)), clock.instant().plus(goingOn));
    told.compare().block();
    List<Taken> topics = Objects.requireNonNull(told.taken().block());
    missing.register(topics.stream().map(ToldWatch::row).toList(), true);
    topics.stream()
        .filter(topic -> topic.difference() != 0)
        .forEach(
            topic ->
                log.error("{} events of {} are in no figure", topic.difference(), topic.topic()));
  }

  private void count(Map<TopicPartition, Long> goal, Instant deadline) {
    Map<TopicPartition, Long> positions = Objects.requireNonNull(told.positions().block());
    var settings = new Properties();
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    try (var consumer = consumers.createConsumer(NAME, null, null, settings)) {
      goal.forEach(
          (partition, until) -> {
            consumer.assign(List.of(partition));
            consumer.seek(partition, positions.getOrDefault(partition, 0L));
            count(consumer, partition, until, deadline);
          });
    }
  }

  private void count(
      Consumer<String, byte[]> consumer, TopicPartition partition, long until, Instant deadline) {
    while (consumer.position(partition) < until && clock.instant().isBefore(deadline)) {
      Map<String, Long> versions = new HashMap<>();
      for (ConsumerRecord<String, byte[]> record : consumer.poll(PATIENCE).records(partition)) {
        if (record.offset() < until) {
          versions.merge(header(record, CloudEvent.SUBJECT), number(record), Math::max);
        }
      }
      told.keep(partition, versions, Math.min(consumer.position(partition), until)).block();
    }
  }

  /** What has no number is no event: the inbox tells it beside the topic. */
  private static long number(ConsumerRecord<String, byte[]> record) {
    String sequence = header(record, CloudEvent.SEQUENCE);
    return sequence.matches("\\d{1,18}") ? Long.parseLong(sequence) : 0;
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private static Row<Number> row(Taken topic) {
    return Row.of(Tags.of("topic", topic.topic()), topic.difference());
  }
}
