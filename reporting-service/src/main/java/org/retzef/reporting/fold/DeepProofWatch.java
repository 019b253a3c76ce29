package org.retzef.reporting.fold;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.retzef.platform.inbox.BatchHandler.Arrived;
import org.retzef.platform.inbox.InboxConsumer;
import org.retzef.platform.outbox.CloudEvent;
import org.retzef.platform.problem.FailureForLog;
import org.retzef.reporting.fold.DeepProofs.Aggregate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Folds, at night, the topics' events anew beside the edition that answers, up to the same event of
 * each aggregate, and rings the bell if the facts differ (decision 0113). Nothing is left of it
 * afterwards; after a crash another copy of the service, or the next start, clears up.
 */
@Component
class DeepProofWatch {

  private static final Logger log = LoggerFactory.getLogger(DeepProofWatch.class);

  private static final String NAME = "reporting.deep-proof";
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final UUID copy = UUID.randomUUID();
  private final DeepProofs proofs;
  private final EventFold events;
  private final FormerEditions editions;
  private final ConsumerFactory<String, byte[]> consumers;
  private final InboxConsumer fold;
  private final Duration atMost;
  private final Clock clock;
  private final MultiGauge difference;
  private volatile Instant provedAt;
  private volatile boolean stopped;

  /**
   * @param atMost how long it may take; then it is given up until the next night
   */
  DeepProofWatch(
      DeepProofs proofs,
      EventFold events,
      FormerEditions editions,
      ConsumerFactory<String, byte[]> consumers,
      @Value("${retzef.reporting.deep-proof-at-most}") Duration atMost,
      Clock clock,
      MeterRegistry meters) {
    this.proofs = proofs;
    this.events = events;
    this.editions = editions;
    this.consumers = consumers;
    this.fold = events.consumer(Editions.PROOF, this::fold);
    this.atMost = atMost;
    this.clock = clock;
    this.provedAt = clock.instant();
    this.difference =
        MultiGauge.builder("retzef.reporting.deep-proof.difference")
            .description(
                "Between a measure's facts and those of its events folded anew; 0 is right")
            .register(meters);
    TimeGauge.builder(
            "retzef.reporting.deep-proof.age", this, TimeUnit.SECONDS, DeepProofWatch::age)
        .description("Since the last proof by folding all events anew")
        .register(meters);
  }

  @Scheduled(cron = "${retzef.reporting.deep-proof-at}", zone = "Asia/Jerusalem")
  void prove() {
    prove(atMost);
  }

  void prove(Duration atMost) {
    if (Boolean.TRUE.equals(proofs.takeOn(copy).block())) {
      try {
        editions.forget(List.of(Editions.PROOF));
        proofs.begin(copy).block();
        read(atMost);
        proofs.compare(copy).block();
      } catch (RuntimeException failed) {
        log.error("The deep proof was broken off", FailureForLog.of(failed));
      }
      if (stopped) {
        proofs.leave(copy).block();
      } else {
        clearUp();
        tell();
      }
    }
  }

  /** Between two portions of events; there may be much to clear up, which the next start does. */
  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopped = true;
  }

  /** What a copy of the service has left that ended in the middle; and what any of them found. */
  @Scheduled(fixedDelayString = "PT1M")
  void follow() {
    if (Boolean.TRUE.equals(proofs.takeOver(copy).block())) {
      clearUp();
    }
    tell();
  }

  private void clearUp() {
    editions.forget(List.of(Editions.PROOF));
    proofs.letGo(copy).block();
  }

  private void read(Duration atMost) {
    Instant deadline = clock.instant().plus(atMost);
    var settings = new Properties();
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    try (var consumer = consumers.createConsumer(NAME, null, null, settings)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer));
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (!isRead(consumer, ends)) {
        if (stopped || clock.instant().isAfter(deadline)) {
          throw new IllegalStateException("Stopped, or it takes longer than " + atMost);
        }
        fold.handleAll(folded(consumer.poll(PATIENCE)));
      }
    }
  }

  private static List<TopicPartition> partitions(Consumer<String, byte[]> consumer) {
    return FoldReaders.TOPICS.stream()
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(one -> new TopicPartition(one.topic(), one.partition()))
        .toList();
  }

  private static boolean isRead(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** Those that were folded into the edition that answered when the proof began. */
  private List<ConsumerRecord<String, byte[]>> folded(ConsumerRecords<String, byte[]> records) {
    Set<Aggregate> aggregates = new HashSet<>();
    records.forEach(record -> aggregates.add(aggregate(record)));
    Map<Aggregate, Long> until = Objects.requireNonNull(proofs.until(aggregates).block());
    List<ConsumerRecord<String, byte[]>> folded = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      if (number(record) <= until.getOrDefault(aggregate(record), 0L)) {
        folded.add(record);
      }
    }
    return folded;
  }

  private Mono<Void> fold(List<Arrived> arrived) {
    return proofs.hold(copy).then(Mono.defer(() -> events.fold(Editions.PROOF, arrived)));
  }

  private static Aggregate aggregate(ConsumerRecord<String, byte[]> record) {
    return new Aggregate(record.topic(), header(record, CloudEvent.SUBJECT));
  }

  /** What has no number is no event, and nobody has folded it. */
  private static long number(ConsumerRecord<String, byte[]> record) {
    String sequence = header(record, CloudEvent.SEQUENCE);
    return sequence.matches("\\d{1,18}") ? Long.parseLong(sequence) : Long.MAX_VALUE;
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private void tell() {
    DeepProof last = proofs.last().block();
    if (last != null) {
      provedAt = last.provedAt();
      difference.register(last.items().stream().map(DeepProofWatch::row).toList(), true);
    }
  }

  private double age() {
    return Duration.between(provedAt, clock.instant()).toSeconds();
  }

  private static Row<Number> row(DeepProof.Item item) {
    return Row.of(Tags.of("indicator", item.code()), item.difference());
  }
}
