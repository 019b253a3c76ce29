package org.retzef.platform.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/**
 * The machine's clock, as far off as a file says ({@code PT-54000H}); on time where there is no
 * such file. All processes of one machine that look at the same file live on the same day.
 */
final class MovableClock extends Clock {

  private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(100);

  private final Path file;
  private final Clock machine;
  private volatile Reading last;

  MovableClock(Path file, Clock machine) {
    this.file = file;
    this.machine = machine;
    this.last = read();
  }

  /**
   * @param at in nanoseconds, when the file was looked at
   */
  private record Reading(Duration offset, long at) {}

  @Override
  public Instant instant() {
    Reading reading = last;
    if (System.nanoTime() - reading.at > LOOK_EVERY) {
      reading = read();
      last = reading;
    }
    return machine.instant().plus(reading.offset);
  }

  private Reading read() {
    try {
      return new Reading(Duration.parse(Files.readString(file).strip()), System.nanoTime());
    } catch (NoSuchFileException onTime) {
      return new Reading(Duration.ZERO, System.nanoTime());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new MovableClock(file, machine.withZone(zone));
  }
}
