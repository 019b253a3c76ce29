package org.retzef.local.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
  record Made(String id, long version) {}

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
      known.put(parts[0], new Made(parts[1], Long.parseLong(parts[2])));
    }
  }

  Optional<Made> of(String step) {
    return Optional.ofNullable(made.get(step));
  }

  synchronized Made keep(String step, Made what) {
    write(line(step, what));
    made.put(step, what);
    return what;
  }

  /** What the rows of a call have made; its own line comes last, and counts up to the last row. */
  Map<Integer, Made> rowsOf(String step) {
    Map<Integer, Made> rows = new TreeMap<>();
    long until = of(step).map(Made::version).orElse(0L);
    for (int row = 0; row < until; row++) {
      Made known = made.get(step + "#" + row);
      if (known != null) {
        rows.put(row, known);
      }
    }
    return rows;
  }

  synchronized Map<Integer, Made> keep(String step, Map<Integer, Made> rows) {
    var lines = new StringBuilder();
    int until = 0;
    for (var row : rows.entrySet()) {
      lines.append(line(step + "#" + row.getKey(), row.getValue()));
      made.put(step + "#" + row.getKey(), row.getValue());
      until = Math.max(until, row.getKey() + 1);
    }
    write(lines.append(line(step, new Made("", until))).toString());
    made.put(step, new Made("", until));
    return rows;
  }

  private static String line(String step, Made what) {
    return "\n" + step + "\t" + what.id() + "\t" + what.version() + "\t.\n";
  }

  private void write(String lines) {
    try {
      file.write(lines);
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
