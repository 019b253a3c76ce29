package org.retzef.platform.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the outbox to Kafka, at least once and in order per key: the holder of a lease reads what
 * is unpublished by seq, sends it, waits for the acknowledgements and marks it. What a crash leaves
 * unmarked is sent again.
 */
final class Relay implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  static final Duration LEASE = Duration.ofSeconds(3);
  private static final int BATCH = 500;
  private static final int MOST_UNDER_WAY = 5_000;
  private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(1);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
  private static final Duration STANDBY_PAUSE = Duration.ofMillis(500);

  /** A round costs two statements and a send, for one event as for twenty. */
  private static final Duration GATHERING = Duration.ofMillis(10);

  private final OutboxTable table;
  private final Lease lease;
  private final Courier courier;
  private final Nudge nudge;
  private final LongConsumer published;
  private final CountDownLatch ended = new CountDownLatch(1);
  private Duration pause = SHORTEST_PAUSE;

  Relay(OutboxTable table, Lease lease, Courier courier, Nudge nudge, LongConsumer published) {
    this.table = table;
    this.lease = lease;
    this.courier = courier;
    this.nudge = nudge;
    this.published = published;
  }

  /** Runs until {@link #end}; a database or broker that is away is waited for. */
  @Override
  public void run() {
    try {
      while (ended.getCount() > 0) {
        long begun = System.nanoTime();
        rest(begun, attempt());
      }
      attempt(); // what the last requests have committed
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      leave();
    }
  }

  /**
   * Until there is news, but no less than {@link #GATHERING} after the last round began: of commits
   * that come one after another, the first is told at once and the next ones together. A commit is
   * no news to one who may not relay it.
   */
  private void rest(long begun, Duration pause) throws InterruptedException {
    if (lease.epoch() > 0) {
      nudge.await(pause);
      ended.await(begun + GATHERING.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
    } else {
      ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void end() {
    ended.countDown();
    nudge.give();
  }

  private Duration attempt() throws InterruptedException {
    try {
      return round();
    } catch (RuntimeException failure) {
      log.warn("The outbox relay waits: {}", failure.toString());
      courier.close();
      return STANDBY_PAUSE;
    }
  }

  /** Does one batch and says how long to rest after it. */
  Duration round() throws InterruptedException {
    if (!lease.hold()) {
      courier.close();
      return STANDBY_PAUSE;
    }
    List<OutboxRow> rows =
        courier.underWay() < MOST_UNDER_WAY
            ? table.unpublished(BATCH, courier.heldBack())
            : List.of();
    if (lease.hasLapsed()) {
      return Duration.ZERO; // stopped for long: another may have sent these rows meanwhile
    }
    courier.send(rows);
    List<OutboxRow> arrived = courier.arrivals(ACKNOWLEDGEMENT);
    if (!arrived.isEmpty()) {
      mark(arrived);
    }
    return pauseAfter(rows.size());
  }

  private void mark(List<OutboxRow> arrived) {
    long marked = table.markPublished(arrived, lease);
    published.accept(marked);
    if (marked < arrived.size()) {
      lease.doubt();
    }
  }

  private Duration pauseAfter(int sent) {
    if (sent == BATCH) {
      return Duration.ZERO;
    }
    Duration longer = pause.multipliedBy(2);
    pause =
        sent > 0 ? SHORTEST_PAUSE : longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    return pause;
  }

  private void leave() {
    courier.close();
    try {
      lease.release();
    } catch (RuntimeException unreachable) {
      log.info("The outbox lease ends by itself: {}", unreachable.toString());
    }
  }
}
