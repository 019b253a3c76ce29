package org.retzef.platform.outbox;

import java.time.Duration;
import java.util.List;
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
  private final Runnable preparation;
  private final List<Task> tasks;
  private @Nullable Relay relay;
  private @Nullable Thread thread;
  private @Nullable ScheduledExecutorService upkeep;

  /** Something to be done from time to time; if it fails, then the next time. */
  record Task(Duration every, Runnable work) {}

  RelayLifecycle(Supplier<@Nullable Relay> relays, Runnable preparation, List<Task> tasks) {
    this.relays = relays;
    this.preparation = preparation;
    this.tasks = tasks;
  }

  @Override
  public void start() {
    preparation.run();
    relay = relays.get();
    if (relay != null) {
      thread = Thread.ofPlatform().name("outbox-relay").start(relay);
    }
    var threads = Thread.ofPlatform().name("outbox-upkeep-", 1).factory();
    var started = Executors.newScheduledThreadPool(2, threads);
    tasks.forEach(task -> schedule(task, started));
    upkeep = started;
  }

  private static void schedule(Task task, ScheduledExecutorService upkeep) {
    long every = task.every().toMillis();
    upkeep.scheduleWithFixedDelay(() -> attempt(task), every, every, TimeUnit.MILLISECONDS);
  }

  private static void attempt(Task task) {
    try {
      task.work().run();
    } catch (RuntimeException failure) {
      log.warn("The outbox's upkeep failed this time: {}", failure.toString());
    }
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
