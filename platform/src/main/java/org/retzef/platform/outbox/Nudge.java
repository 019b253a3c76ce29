package org.retzef.platform.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay after a commit, so that news need not wait for the next poll. */
final class Nudge {

  private final Semaphore given = new Semaphore(0);

  void give() {
    given.release();
  }

  /** Returns at the first nudge, given before or while waiting, or when the time is over. */
  void await(Duration longest) throws InterruptedException {
    if (given.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      given.drainPermits();
    }
  }
}
