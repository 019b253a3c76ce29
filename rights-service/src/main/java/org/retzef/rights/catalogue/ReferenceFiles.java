package org.retzef.rights.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The rights that the service brings along: a file for each category. */
final class ReferenceFiles {

  private ReferenceFiles() {}

  static List<Right> rights(JsonMapper json) {
    return Stream.of(Category.values())
        .flatMap(category -> rights(json, category).stream())
        .toList();
  }

  private static List<Right> rights(JsonMapper json, Category category) {
    String file = "reference/rights/" + category.name().toLowerCase(Locale.ROOT) + ".json";
    try (InputStream bytes = new ClassPathResource(file).getInputStream()) {
      return json.readerForListOf(Right.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .readValue(bytes);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
