package org.retzef.local.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** How far the load is: a bar that moves on a terminal, a line for each tenth elsewhere. */
final class Progress {

  private static final int WIDTH = 40;

  private final PrintStream out;
  private final boolean terminal;
  private final long total;
  private final Instant begin = Instant.now();

  private String doing = "";
  private long done;
  private long shown = -1;

  Progress(PrintStream out, boolean terminal, long total) {
    this.out = out;
    this.terminal = terminal;
    this.total = total;
  }

  synchronized void now(String what) {
    doing = what;
    show();
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
    if (terminal) {
      out.println();
    }
  }
}
