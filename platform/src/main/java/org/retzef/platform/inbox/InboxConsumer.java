package org.retzef.platform.inbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.retzef.platform.inbox.InboxTable.Turn;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.trace.Traces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * One reader of events, with its work per type. A listener hands its records to {@link #handle}.
 *
 * <p>An event is done once, after all its predecessors of the same subject. One that comes early
 * waits; a type that is neither handled nor ignored, or that fails for good, becomes a dead letter,
 * and the later events of its subject wait behind it.
 */
public final class InboxConsumer {

  private static final Logger log = LoggerFactory.getLogger(InboxConsumer.class);

  private final String name;
  private final InboxTable table;
  private final Commands commands;
  private final JsonMapper json;
  private final Map<String, Work> works = new HashMap<>();

  InboxConsumer(String name, InboxTable table, Commands commands, JsonMapper json) {
    this.name = name;
    this.table = table;
    this.commands = commands;
    this.json = json;
  }

  /**
   * Does this work on events of this type.
   *
   * @param data the consumer's own record of the fields that it needs; others may be there
   */
  public <T> InboxConsumer on(String type, Class<T> data, EventHandler<T> handler) {
    works.put(
        type,
        delivery -> handler.handle(delivery.event(), json.readValue(delivery.payload(), data)));
    return this;
  }

  /** Takes events of these types as done, because they mean nothing here. */
  public InboxConsumer ignore(String... types) {
    for (String type : types) {
      works.put(type, delivery -> Mono.empty());
    }
    return this;
  }

  /** Handles a record before it returns; what it throws is for the listener's error handler. */
  public void handle(ConsumerRecord<String, byte[]> record) {
    Delivery delivery = read(record);
    Turn turn = attempt(delivery, take(delivery));
    if (turn != Turn.NEXT) {
      handleParked(delivery.event().topic(), delivery.event().subject());
    }
  }

  /** Does the events that have waited and whose turn has come, each in its own transaction. */
  void handleParked(String topic, String subject) {
    Delivery next = table.nextParked(name, topic, subject).block();
    while (next != null) {
      attempt(next, unpark(next));
      next = table.nextParked(name, topic, subject).block();
    }
  }

  private Delivery read(ConsumerRecord<String, byte[]> record) {
    try {
      return Delivery.of(record);
    } catch (RuntimeException malformed) {
      throw new NotHandled(name, null, malformed);
    }
  }

  private Mono<Turn> take(Delivery delivery) {
    return table
        .receive(name, delivery.event())
        .flatMap(
            turn ->
                switch (turn) {
                  case NEXT, NEXT_WITH_SUCCESSOR -> work(delivery).thenReturn(turn);
                  case EARLY -> table.park(name, delivery).thenReturn(turn);
                  case REPEATED -> Mono.just(turn);
                  case PASSED -> {
                    log.error("The number of event {} was taken before", delivery.event().id());
                    yield Mono.just(turn);
                  }
                });
  }

  private Mono<Boolean> unpark(Delivery delivery) {
    return table
        .unpark(name, delivery.event())
        .flatMap(ours -> ours ? work(delivery).thenReturn(true) : Mono.just(false));
  }

  private Mono<Void> work(Delivery delivery) {
    Work work = works.get(delivery.event().type());
    return work == null ? Mono.error(new UnknownType()) : work.on(delivery);
  }

  private <T> T attempt(Delivery delivery, Mono<T> step) {
    try {
      return Objects.requireNonNull(Traces.carriedOn(commands.run(() -> step)).block());
    } catch (RuntimeException failure) {
      throw new NotHandled(name, delivery, failure);
    }
  }

  private interface Work {
    Mono<Void> on(Delivery delivery);
  }

  /** A type that this consumer was never told about, perhaps of a newer version. */
  static final class UnknownType extends RuntimeException {}
}
