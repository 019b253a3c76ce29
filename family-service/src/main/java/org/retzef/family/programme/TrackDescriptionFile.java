package org.retzef.family.programme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code reference/track-descriptions.json}. */
final class TrackDescriptionFile {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TrackDescriptionFile() {}

  record Description(
      String track, String source, boolean confirmed, List<TrackDescription.Words> words) {}

  static List<Description> read() {
    try (InputStream file =
        new ClassPathResource("reference/track-descriptions.json").getInputStream()) {
      return List.of(JSON.readValue(file, Description[].class));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
