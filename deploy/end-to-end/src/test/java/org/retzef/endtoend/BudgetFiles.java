package org.retzef.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The sources' budget and envelope of 2021, as files that somebody loads. */
final class BudgetFiles {

  private static final Path FOLDER =
      Path.of("../../basket-service/src/main/resources/reference").toAbsolutePath().normalize();

  private BudgetFiles() {}

  /** As it is printed, with its last row. */
  static String budget() {
    return read("budget-2021.csv").stripTrailing() + "\nTOTAL,4990,,59045000.00\n";
  }

  static String envelope(int year) {
    List<String> lines =
        read("envelope-2021.csv").lines().filter(line -> line.startsWith("LINE,")).toList();
    return lines.stream()
        .map(line -> line.split(","))
        .map(
            cells ->
                "{\"code\": \"%s\", \"nameHe\": \"%s\", \"amount\": \"%s\"}"
                    .formatted(cells[1], cells[2], cells[4]))
        .collect(Collectors.joining(",", "{\"year\": " + year + ", \"lines\": [", "]}"));
  }

  private static String read(String name) {
    try {
      return Files.readString(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
