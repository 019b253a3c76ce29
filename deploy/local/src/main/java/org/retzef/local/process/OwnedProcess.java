package org.retzef.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A process that we started, remembered in a file: its pid and, since pids come again, its start.
 */
public record OwnedProcess(Path file) {
  /** Start times are derived from the clock at boot, which may be set right by a second or two. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  public void remember(ProcessHandle process) {
    String started = process.info().startInstant().map(Instant::toString).orElse("unknown");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, process.pid() + " " + started + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether we started it and have not stopped it since, alive or not. */
  public boolean isRemembered() {
    return Files.exists(file);
  }

  /** The process, if it still runs and is truly the one that we started. */
  public Optional<ProcessHandle> running() {
    try {
      String[] parts = Files.readString(file).strip().split(" ");
      return parts.length == 2 ? running(Long.parseLong(parts[0]), parts[1]) : Optional.empty();
    } catch (IOException | NumberFormatException | DateTimeParseException _) {
      return Optional.empty(); // a file that was half written when its writer died
    }
  }

  private static Optional<ProcessHandle> running(long pid, String started) {
    return started.equals("unknown") ? Optional.empty() : running(pid, Instant.parse(started));
  }

  /** The process of this pid, if it started at that instant, within seconds. */
  public static Optional<ProcessHandle> running(long pid, Instant started) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> !hasEndedUnnoticed(process))
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(start -> Duration.between(start, started).abs())
                    .filter(difference -> difference.compareTo(TOLERANCE) <= 0)
                    .isPresent());
  }

  /** An ended process stays in Linux's table until its parent looks, which may be never. */
  private static boolean hasEndedUnnoticed(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
    } catch (IOException _) {
      return false;
    }
  }
}
