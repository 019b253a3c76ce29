package org.retzef.basket.upkeep;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs all repeated work, one after the other, on a thread of its own. */
@Component
class RepeatedWorkRunner implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RepeatedWorkRunner.class);

  private static final long LAST_WORK_SECONDS = 10;

  private final List<RepeatedWork> all;
  private @Nullable ScheduledExecutorService thread;

  RepeatedWorkRunner(List<RepeatedWork> all) {
    this.all = all;
  }

  @Override
  public void start() {
    var started =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("upkeep").factory());
    thread = started;
    for (RepeatedWork one : all) {
      long pause = one.every().toMillis();
      started.scheduleWithFixedDelay(() -> run(one), pause, pause, TimeUnit.MILLISECONDS);
    }
  }

  /** What fails is tried again at its next time. */
  private static void run(RepeatedWork one) {
    try {
      one.work().get().block();
    } catch (RuntimeException failure) {
      log.warn("{} failed this time: {}", one.name(), getMostSpecificCause(failure).getClass());
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService ending = thread;
    thread = null;
    if (ending == null) {
      return;
    }
    ending.shutdown();
    try {
      if (!ending.awaitTermination(LAST_WORK_SECONDS, TimeUnit.SECONDS)) {
        ending.shutdownNow();
      }
    } catch (InterruptedException _) {
      ending.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
