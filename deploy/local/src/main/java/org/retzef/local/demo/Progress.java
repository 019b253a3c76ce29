package org.retzef.local.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far the load is: a bar that moves on a terminal, a line for each tenth elsewhere; at the end,
 * what took how long.
 */
final class Progress {

  private static final int WIDTH = 40;

  private final PrintStream out;
  private final boolean terminal;
  private final long total;
  private final Instant begin = Instant.now();

  private final Map<String, Duration> took = new LinkedHashMap<>();

  private String doing = "";
  private Instant since = begin;
  private long done;
  private long shown = -1;

  Progress(PrintStream out, boolean terminal, long total) {
    this.out = out;
    this.terminal = terminal;
    this.total = total;
  }

  synchronized void now(String what) {
    note();
    doing = what;
    show();
  }

  private void note() {
    Instant now = Instant.now();
    if (!doing.isEmpty()) {
      took.merge(doing, Duration.between(since, now), Duration::plus);
    }
    since = now;
  }

  synchronized void step(long steps) {
    done += steps;
    show();
  }

  private void show() {
    long percent = Math.min(100, 100 * done / total);
    if (terminal) {
      int filled = (int) (WIDTH * percent / 100);
      out.print("\r  " + bar(filled) + line(percent) + "\033[K");
      out.flush();
    } else if (percent / 10 > shown) {
      shown = percent / 10;
      out.println("  " + line(percent));
      out.flush();
    }
  }

  private static String bar(int filled) {
    return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] ";
  }

  private String line(long percent) {
    return "%3d %%  %3d s  %s".formatted(percent, seconds(), doing);
  }

  long seconds() {
    return Duration.between(begin, Instant.now()).toSeconds();
  }

  /** Leaves the line. */
  synchronized void end() {
    note();
    if (terminal) {
      out.println();
    }
    took.forEach((what, time) -> out.printf("  %5.1f s  %s%n", time.toMillis() / 1000.0, what));
  }
}
