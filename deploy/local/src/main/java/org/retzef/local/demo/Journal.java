package org.retzef.local.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What has been entered, line by line, so that a load that was broken off goes on where it was. A
 * step between the service's answer and its line here is repeated under the same idempotency key.
 */
final class Journal implements AutoCloseable {

  /**
   * What a step has made.
   *
   * @param id of the thing; empty where it has none
   * @param version of the thing after the step
   */
  record Made(String id, int version) {}

  private final Map<String, Made> made = new ConcurrentHashMap<>();
  private final BufferedWriter file;

  private Journal(BufferedWriter file) {
    this.file = file;
  }

  static Journal in(Path folder) {
    try {
      Files.createDirectories(folder);
      Path path = folder.resolve("journal");
      Map<String, Made> known = new ConcurrentHashMap<>();
      if (Files.exists(path)) {
        try (var lines = Files.lines(path)) {
          lines.forEach(line -> read(line, known));
        }
      }
      var journal =
          new Journal(
              Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
      journal.made.putAll(known);
      return journal;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last line may have been cut off: it is as if it were not there. */
  private static void read(String line, Map<String, Made> known) {
    String[] parts = line.split("\t", -1);
    if (parts.length == 4 && parts[3].equals(".")) {
      known.put(parts[0], new Made(parts[1], Integer.parseInt(parts[2])));
    }
  }

  Optional<Made> of(String step) {
    return Optional.ofNullable(made.get(step));
  }

  synchronized Made keep(String step, Made what) {
    try {
      file.write("\n" + step + "\t" + what.id() + "\t" + what.version() + "\t.\n");
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    made.put(step, what);
    return what;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
