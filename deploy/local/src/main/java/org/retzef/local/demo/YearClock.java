package org.retzef.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The clock of all services. Where a load is broken off, it stays where the year was: else vouchers
 * and links would run out over it.
 */
final class YearClock {

  private static final ZoneId JERUSALEM = ZoneId.of("Asia/Jerusalem");

  /** Every service looks at the file again within this time. */
  private static final Duration SEEN_WITHIN = Duration.ofMillis(400);

  private final Path file;

  YearClock(Path file) {
    this.file = file;
  }

  /** It is ten in the morning of the day, and goes on from there. */
  void goTo(LocalDate day) {
    Instant moment = day.atTime(LocalTime.of(10, 0)).atZone(JERUSALEM).toInstant();
    Duration offset = Duration.between(Instant.now(), moment);
    try {
      Path draft = file.resolveSibling("clock.draft");
      Files.writeString(draft, offset.toString());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pause(SEEN_WITHIN);
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
  }

  /** The year has been entered. */
  void comeBack() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
