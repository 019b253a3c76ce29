package org.retzef.gateway.connection;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time limit that is set and lifted with each request, and costs no timer each time: one runs, to
 * where the limit was when it began, and looks then where the limit is now.
 */
final class Deadline {

  private static final long NONE = Long.MAX_VALUE;

  private final EventLoop thread;
  private final Runnable atItsEnd;
  private long ends = NONE; // nanoseconds since the origin
  private long timerEnds = NONE;
  private @Nullable Future<?> timer;
  private final long origin = System.nanoTime();

  Deadline(EventLoop thread, Runnable atItsEnd) {
    this.thread = thread;
    this.atItsEnd = atItsEnd;
  }

  boolean isSet() {
    return ends != NONE;
  }

  /** From now on; what was set before is forgotten. */
  void set(long nanos) {
    ends = now() + nanos;
    if (ends < timerEnds) {
      start();
    }
  }

  void lift() {
    ends = NONE;
  }

  /** Lifts it for good. */
  void end() {
    lift();
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void start() {
    if (timer != null) {
      timer.cancel(false);
    }
    timerEnds = ends;
    timer = thread.schedule(this::look, ends - now(), TimeUnit.NANOSECONDS);
  }

  private void look() {
    timer = null;
    timerEnds = NONE;
    if (ends <= now()) {
      lift();
      atItsEnd.run();
    } else if (isSet()) {
      start();
    }
  }

  private long now() {
    return System.nanoTime() - origin;
  }
}
