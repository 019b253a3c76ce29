package org.retzef.reporting.sharing.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.FailureForLog;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.retzef.reporting.sharing.agreement.SharingAgreements;
import org.retzef.reporting.sharing.agreement.SharingAgreements.WithKeys;
import org.retzef.reporting.sharing.pseudonym.AgreementKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Runs the topology with one thread, and keeps its book of agreements. It starts once the broker
 * has all its topics, and again if it ends; a service without a broker goes on answering. What is
 * told and what is remembered of it are one transaction: a withdrawal is not taken for told before
 * it is.
 */
@Component
class ShareStream implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ShareStream.class);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** All families of all agreements are told in one transaction; in milliseconds. */
  private static final int LONGEST_TELLING = 300_000;

  private final ShareTopology topology;
  private final AgreementBook book;
  private final SharingAgreements agreements;
  private final AgreementKeys keys;
  private final ShareTopics topics;
  private final KafkaProperties kafka;
  private final String folder;
  private final String replication;
  private final AtomicLong closed;
  private volatile boolean running;
  private @Nullable KafkaStreams streams;

  ShareStream(
      ShareTopology topology,
      AgreementBook book,
      SharingAgreements agreements,
      AgreementKeys keys,
      ShareTopics topics,
      KafkaProperties kafka,
      MeterRegistry meters,
      @Value("${retzef.reporting.sharing.state}") String folder,
      @Value("${retzef.topic.replication}") String replication) {
    this.topology = topology;
    this.book = book;
    this.agreements = agreements;
    this.keys = keys;
    this.topics = topics;
    this.kafka = kafka;
    this.closed =
        Objects.requireNonNull(
            meters.gauge("retzef.reporting.sharing.closed-agreements", new AtomicLong()));
    this.folder = folder;
    this.replication = replication;
  }

  @Scheduled(fixedDelayString = "${retzef.reporting.sharing.agreements-every}")
  void keepUp() {
    if (!running) {
      return;
    }
    try {
      Map<String, AgreementBook.Entry> entries = new HashMap<>();
      for (var found : Objects.requireNonNull(agreements.all().collectList().block())) {
        entries.put(found.agreement().code(), entry(found));
      }
      heedClosed(entries);
      topics.declare(entries.values().stream().map(AgreementBook.Entry::agreement).toList());
      book.replace(entries);
      startIfEnded();
    } catch (RuntimeException notNow) {
      log.warn("Streams wait for the broker or the database", FailureForLog.of(notNow));
    }
  }

  private AgreementBook.Entry entry(WithKeys found) {
    SharingAgreement agreement = found.agreement();
    try {
      return new AgreementBook.Entry(
          agreement, keys.pseudonyms(agreement.code(), found.sealedKeys()));
    } catch (IllegalStateException otherServiceKey) {
      return new AgreementBook.Entry(agreement, null);
    }
  }

  private void heedClosed(Map<String, AgreementBook.Entry> entries) {
    List<String> codes =
        entries.values().stream()
            .filter(entry -> entry.pseudonyms() == null)
            .map(entry -> entry.agreement().code())
            .sorted()
            .toList();
    if (codes.size() > closed.getAndSet(codes.size())) {
      log.error("The keys of {} do not open: what stands in their streams is withdrawn", codes);
    }
  }

  private synchronized void startIfEnded() {
    if (!running || isAtWork()) {
      return;
    }
    if (streams != null) {
      streams.close(PATIENCE);
    }
    streams = new KafkaStreams(topology.build(topics.parts()), settings());
    streams.setUncaughtExceptionHandler(
        failure -> {
          log.error("The sharing stream failed and starts anew", FailureForLog.of(failure));
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.start();
  }

  private boolean isAtWork() {
    return streams != null
        && (streams.state().hasNotStarted() || streams.state().isRunningOrRebalancing());
  }

  private Properties settings() {
    var settings = new Properties();
    settings.putAll(kafka.buildStreamsProperties());
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, ShareTopology.APPLICATION);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), LONGEST_TELLING);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallStores.class);
    settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    return settings;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public synchronized void stop() {
    running = false;
    if (streams != null) {
      streams.close(PATIENCE);
      streams = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
