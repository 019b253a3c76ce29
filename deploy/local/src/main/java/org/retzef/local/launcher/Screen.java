package org.retzef.local.launcher;

import java.time.Duration;
import java.time.Instant;

/** What the person sees. */
final class Screen {
  private Screen() {}

  static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  static void complain(String line) {
    System.err.println(line);
    System.err.flush();
  }

  static long secondsSince(Instant start) {
    return Duration.between(start, Instant.now()).toSeconds();
  }
}
