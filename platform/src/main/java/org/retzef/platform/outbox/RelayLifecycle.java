package org.retzef.platform.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the relay and its upkeep before the service takes requests, and ends them after the last
 * request has committed.
 */
final class RelayLifecycle implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RelayLifecycle.class);
  private static final Duration LAST_ROUND = Duration.ofSeconds(5);

  private final Supplier<@Nullable Relay> relays;
  private final OutboxPartitions partitions;
  private final Reconciler reconciler;
  private final Runnable sampling;
  private final Duration reconcileEvery;
  private @Nullable Relay relay;
  private @Nullable Thread thread;
  private @Nullable ScheduledExecutorService upkeep;

  RelayLifecycle(
      Supplier<@Nullable Relay> relays,
      OutboxPartitions partitions,
      Reconciler reconciler,
      Runnable sampling,
      Duration reconcileEvery) {
    this.relays = relays;
    this.partitions = partitions;
    this.reconciler = reconciler;
    this.sampling = sampling;
    this.reconcileEvery = reconcileEvery;
  }

  @Override
  public void start() {
    partitions.keepUp(Instant.now());
    relay = relays.get();
    if (relay != null) {
      thread = Thread.ofPlatform().name("outbox-relay").start(relay);
    }
    upkeep =
        Executors.newScheduledThreadPool(2, Thread.ofPlatform().name("outbox-upkeep").factory());
    every(upkeep, Duration.ofHours(1), () -> partitions.keepUp(Instant.now()));
    every(upkeep, Duration.ofSeconds(10), sampling);
    every(upkeep, reconcileEvery, this::reconcile);
  }

  private void reconcile() {
    try {
      reconciler.reconcile();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** A task that fails is tried again at its next time. */
  private static void every(ScheduledExecutorService upkeep, Duration delay, Runnable task) {
    upkeep.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException failure) {
            log.warn("The outbox's upkeep failed this time: {}", failure.toString());
          }
        },
        delay.toMillis(),
        delay.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    if (upkeep != null) {
      upkeep.shutdownNow();
    }
    if (relay != null && thread != null) {
      relay.end();
      join(thread);
    }
    upkeep = null;
    relay = null;
    thread = null;
  }

  private static void join(Thread thread) {
    try {
      if (!thread.join(LAST_ROUND)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return upkeep != null;
  }

  /** Before the web server and the listeners on the way up, after them on the way down. */
  @Override
  public int getPhase() {
    return 0;
  }
}
