package org.retzef.platform.inbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.inbox.InboxTable.Turn;
import org.retzef.platform.outbox.CloudEvent;
import org.retzef.platform.outbox.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * One reader of events, with its work per type. A listener hands its records to {@link #handleAll}.
 *
 * <p>An event is done once, after all its predecessors of the same subject. One that comes early
 * waits; a type that is neither handled nor ignored, or that fails for good, becomes a dead letter,
 * and the later events of its subject wait behind it.
 */
public final class InboxConsumer {

  private static final Logger log = LoggerFactory.getLogger(InboxConsumer.class);

  /** So many events with work of their own share a transaction: it holds the locks of all. */
  private static final int WORKS_TOGETHER = 50;

  private final String name;
  private final InboxTable table;
  private final Commands commands;
  private final JsonMapper json;
  private final EventTraces traces;
  private final Map<String, Work> works = new HashMap<>();
  private final Set<String> ignored = new HashSet<>();
  private final Set<String> typesTogether = new HashSet<>();
  private @Nullable BatchHandler together;

  InboxConsumer(
      String name, InboxTable table, Commands commands, JsonMapper json, EventTraces traces) {
    this.name = name;
    this.table = table;
    this.commands = commands;
    this.json = json;
    this.traces = traces;
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
      ignored.add(type);
    }
    return this;
  }

  /**
   * Does this work on events of these types, on many at once where they come together in their
   * order.
   */
  public InboxConsumer together(Collection<String> types, BatchHandler handler) {
    together = handler;
    typesTogether.addAll(types);
    types.forEach(type -> works.put(type, delivery -> handler.handle(arrived(List.of(delivery)))));
    return this;
  }

  /**
   * Handles records before it returns, many in one transaction if each is new and the next one of
   * its subject; otherwise, and if that fails, each in its own. What it throws names the record
   * that failed.
   */
  public void handleAll(List<ConsumerRecord<String, byte[]>> records) {
    List<ConsumerRecord<String, byte[]>> run = new ArrayList<>();
    int works = 0;
    for (ConsumerRecord<String, byte[]> record : records) {
      run.add(record);
      String type = EventTraces.header(record, CloudEvent.TYPE);
      if (!ignored.contains(type) && !typesTogether.contains(type) && ++works == WORKS_TOGETHER) {
        handleRun(run);
        run.clear();
        works = 0;
      }
    }
    handleRun(run);
  }

  private void handleRun(List<ConsumerRecord<String, byte[]>> records) {
    if (records.size() > 1 && doneTogether(records)) {
      return;
    }
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        traces.within(record, () -> handle(record));
      } catch (NotHandled failure) {
        throw new BatchListenerFailedException("One of many events failed", failure, record);
      }
    }
  }

  private boolean doneTogether(List<ConsumerRecord<String, byte[]>> records) {
    try {
      Map<Delivery, ConsumerRecord<String, byte[]>> came = new IdentityHashMap<>();
      List<Delivery> deliveries = records.stream().map(Delivery::of).toList();
      for (int i = 0; i < records.size(); i++) {
        came.put(deliveries.get(i), records.get(i));
      }
      return deliveries.stream().allMatch(one -> works.containsKey(one.event().type()))
          && Boolean.TRUE.equals(
              traces
                  .carriedOn(commands.run(() -> takeAll(deliveries, came).thenReturn(true)))
                  .block());
    } catch (RuntimeException notTogether) {
      log.info("{} takes {} events one by one: {}", name, records.size(), reason(notTogether));
      return false;
    }
  }

  /** The exception's name only: its message may quote data. */
  private static String reason(RuntimeException failure) {
    return Exceptions.unwrap(failure).getClass().getSimpleName();
  }

  private Mono<Void> takeAll(
      List<Delivery> deliveries, Map<Delivery, ConsumerRecord<String, byte[]>> came) {
    return table
        .receiveAll(name, deliveries)
        .flatMapIterable(fresh -> works(fresh, came))
        .concatMap(work -> work)
        .then();
  }

  /** In their order: those between two that have work of their own are done together. */
  private List<Mono<Void>> works(
      List<Delivery> fresh, Map<Delivery, ConsumerRecord<String, byte[]>> came) {
    List<Mono<Void>> steps = new ArrayList<>();
    List<Delivery> between = new ArrayList<>();
    for (Delivery one : fresh) {
      String type = one.event().type();
      if (typesTogether.contains(type)) {
        between.add(one);
      } else if (!ignored.contains(type)) {
        steps.add(together(between));
        between = new ArrayList<>();
        steps.add(
            traces.within(Objects.requireNonNull(came.get(one)), Mono.defer(() -> work(one))));
      }
    }
    steps.add(together(between));
    return steps;
  }

  private Mono<Void> together(List<Delivery> deliveries) {
    BatchHandler handler = together;
    return handler == null || deliveries.isEmpty()
        ? Mono.empty()
        : Mono.defer(() -> handler.handle(arrived(deliveries)));
  }

  private List<BatchHandler.Arrived> arrived(List<Delivery> deliveries) {
    return deliveries.stream()
        .map(one -> new BatchHandler.Arrived(one.event(), json.readTree(one.payload())))
        .toList();
  }

  /**
   * Handles a record before it returns; what it throws is for the listener's error handler. Instead
   * of {@link #handleAll} where events of different subjects count in the same rows: two
   * partitions' transactions of many would wait for each other.
   */
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
      return Objects.requireNonNull(traces.carriedOn(commands.run(() -> step)).block());
    } catch (RuntimeException failure) {
      throw new NotHandled(name, delivery, failure);
    }
  }

  private interface Work {
    Mono<Void> on(Delivery delivery);
  }

  /** Events of which one is not the next of its subject. */
  static final class NotInOrder extends RuntimeException {
    NotInOrder() {
      super(null, null, false, false);
    }
  }

  /** A type that this consumer was never told about, perhaps of a newer version. */
  static final class UnknownType extends RuntimeException {}
}
