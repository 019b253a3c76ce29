package org.retzef.basket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** Reads this service's own reference files: commas apart, no quotes, a header line. */
public final class ReferenceFile {

  private ReferenceFile() {}

  /** The rows of {@code reference/<name>}, without the header. */
  public static List<String[]> rows(String name) {
    var resource = new ClassPathResource("reference/" + name);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
