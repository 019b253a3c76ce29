package org.retzef.platform.inbox;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.retzef.platform.inbox.KeptEvents.Stream;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.FailureForLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What this service takes in from others, and what it could not. */
public final class Inbox {

  private static final Logger log = LoggerFactory.getLogger(Inbox.class);

  private final InboxTable table;
  private final KeptEvents kept;
  private final Commands commands;
  private final JsonMapper json;
  private final EventTraces traces;
  private final DeadLetterTopic deadLetterTopic;
  private final Map<String, InboxConsumer> consumers = new ConcurrentHashMap<>();

  Inbox(
      InboxTable table,
      KeptEvents kept,
      Commands commands,
      JsonMapper json,
      EventTraces traces,
      DeadLetterTopic deadLetterTopic) {
    this.table = table;
    this.kept = kept;
    this.commands = commands;
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    this.traces = traces;
    this.deadLetterTopic = deadLetterTopic;
  }

  /**
   * A reader of events, to be told its work.
   *
   * @param name under which it remembers what it has seen; two readers of one topic need two names
   */
  public InboxConsumer consumer(String name) {
    var consumer = new InboxConsumer(name, table, commands, json, traces);
    if (consumers.putIfAbsent(name, consumer) != null) {
      throw new IllegalArgumentException("There is a consumer " + name + " already");
    }
    return consumer;
  }

  /** What could not be handled, the oldest first. */
  public Flux<DeadLetter> deadLetters() {
    return kept.deadLetters();
  }

  /**
   * Tries a dead letter again, and then what waits behind it. Answers when that is done; what fails
   * again is a dead letter again, and an error here.
   */
  public Mono<Void> replay(UUID eventId) {
    return commands
        .run(() -> kept.revive(eventId).collectList())
        .flatMap(streams -> onOwnThread(() -> streams.forEach(this::handleParked)));
  }

  /**
   * Goes on with what waits although its predecessors will never come, as after a topic has lost
   * records.
   */
  public Mono<Void> passOverGap(String consumer, String topic, String subject) {
    return commands
        .run(() -> kept.passOverGap(consumer, topic, subject).collectList())
        .flatMap(streams -> onOwnThread(() -> streams.forEach(this::handleParked)));
  }

  /**
   * Begins a consumer anew; its topics can then be replayed to it. That is many transactions: where
   * one fails, those before it stay, and whoever calls again goes on.
   */
  public Mono<Void> forget(String consumer) {
    return kept.forget(consumer);
  }

  private static Mono<Void> onOwnThread(Runnable blocking) {
    return Mono.<Void>fromRunnable(blocking).subscribeOn(Schedulers.boundedElastic());
  }

  private void handleParked(Stream stream) {
    InboxConsumer consumer =
        Objects.requireNonNull(consumers.get(stream.consumer()), stream.consumer());
    try {
      consumer.handleParked(stream.topic(), stream.subject());
    } catch (NotHandled again) {
      bury(again);
      throw again;
    }
  }

  /** Gives an event up: it is told beside its topic, and kept to be replayed. */
  void bury(NotHandled failure) {
    Delivery delivery = Objects.requireNonNull(failure.delivery());
    deadLetterTopic.tell(delivery, failure.consumer(), failure.reason());
    commands
        .run(() -> table.bury(failure.consumer(), delivery, failure.reason()).thenReturn(true))
        .block();
    log.error(
        "Event {} of type {} is a dead letter of {}: {}",
        delivery.event().id(),
        delivery.event().type(),
        failure.consumer(),
        failure.reason(),
        FailureForLog.of(failure));
  }

  /** Gives up a record that is no event; it can only be told. */
  void bury(NotHandled failure, ConsumerRecord<String, byte[]> record) {
    deadLetterTopic.tell(record, failure.consumer(), failure.reason());
    log.error(
        "{} offset {} of partition {} is no event",
        record.topic(),
        record.offset(),
        record.partition());
  }
}
