package org.retzef.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries rows to Kafka and knows which have arrived. A key with a row under way, or with one that
 * failed, is held back, and no other: the order within a key is kept and the rest goes on.
 */
final class Courier implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Courier.class);
  private static final Duration SHORTEST_REST = Duration.ofMillis(500);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final Supplier<Producer<String, byte[]>> producers;
  private final String source;
  private final Map<OutboxRow, Future<RecordMetadata>> underWay = new LinkedHashMap<>();
  private final Map<String, Rest> failing = new HashMap<>();
  private @Nullable Producer<String, byte[]> producer;

  Courier(Supplier<Producer<String, byte[]>> producers, String source) {
    this.producers = producers;
    this.source = source;
  }

  /** Keys of which nothing more may be sent at the moment. */
  Set<String> heldBack() {
    var keys = new HashSet<String>();
    underWay.keySet().forEach(row -> keys.add(row.key()));
    failing.forEach(
        (key, rest) -> {
          if (rest.until() - System.nanoTime() > 0) {
            keys.add(key);
          }
        });
    return keys;
  }

  int underWay() {
    return underWay.size();
  }

  /** Hands the rows to the producer in their order; later rows of a key that fails stay behind. */
  void send(List<OutboxRow> rows) {
    var keysThatFail = new HashSet<String>();
    var topicsAway = new HashSet<String>();
    for (OutboxRow row : rows) {
      if (keysThatFail.contains(row.key()) || topicsAway.contains(row.topic())) {
        continue;
      }
      Future<RecordMetadata> sent = producer().send(row.toRecord(source));
      if (sent.state() == Future.State.FAILED) {
        hold(row, sent.exceptionNow());
        keysThatFail.add(row.key());
        if (sent.exceptionNow() instanceof org.apache.kafka.common.errors.TimeoutException) {
          topicsAway.add(row.topic()); // each further row would wait as long again
        }
      } else {
        underWay.put(row, sent);
      }
    }
  }

  /** Waits for what is under way and returns what the broker has acknowledged. */
  List<OutboxRow> arrivals(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    var arrived = new ArrayList<OutboxRow>();
    for (Iterator<Map.Entry<OutboxRow, Future<RecordMetadata>>> all =
            underWay.entrySet().iterator();
        all.hasNext(); ) {
      var sent = all.next();
      if (isDone(sent.getValue(), deadline - System.nanoTime())) {
        all.remove();
        if (sent.getValue().state() == Future.State.SUCCESS) {
          arrived.add(sent.getKey());
          failing.remove(sent.getKey().key());
        } else {
          hold(sent.getKey(), sent.getValue().exceptionNow());
        }
      }
    }
    return arrived;
  }

  private static boolean isDone(Future<?> sent, long nanos) throws InterruptedException {
    try {
      sent.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException notYet) {
      return false;
    } catch (ExecutionException failed) {
      return true;
    }
    return true;
  }

  /** A broker that is away is asked again soon; a row that it refuses, more and more seldom. */
  private void hold(OutboxRow row, Throwable failure) {
    if (failure instanceof RetriableException) {
      failing.put(row.key(), Rest.of(SHORTEST_REST));
      return;
    }
    failing.merge(row.key(), Rest.of(SHORTEST_REST), (before, first) -> before.longer());
    log.error(
        "Event {} of type {} is refused by {} and holds back its key: {}",
        row.eventId(),
        row.type(),
        row.topic(),
        failure.toString());
  }

  private Producer<String, byte[]> producer() {
    if (producer == null) {
      producer = producers.get();
    }
    return producer;
  }

  /** Forgets what is under way, and the producer with it, when it cannot be trusted any more. */
  @Override
  public void close() {
    underWay.clear();
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private record Rest(Duration length, long until) {

    static Rest of(Duration length) {
      return new Rest(length, System.nanoTime() + length.toNanos());
    }

    Rest longer() {
      Duration twice = length.multipliedBy(2);
      return of(twice.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : twice);
    }
  }
}
