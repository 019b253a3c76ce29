package org.retzef.local.sms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Everything the centre accepted, a line of JSON each; a later line of the same id replaces. */
final class SmsStore {
  private static final Logger log = LoggerFactory.getLogger(SmsStore.class);
  private static final int KEPT_IN_MEMORY = 20_000;

  private final JsonMapper json;
  private final Path file;
  private final Map<String, SmsPart> parts = new LinkedHashMap<>();

  SmsStore(Path file, JsonMapper json) throws IOException {
    this.json = json;
    this.file = file;
    Files.createDirectories(file.getParent());
    if (Files.exists(file)) {
      try (var lines = Files.lines(file)) {
        lines.forEach(this::remember);
      }
      // a kill may have cut the last line short: what follows must not stick to it
      Files.writeString(file, "\n", StandardOpenOption.APPEND);
    }
  }

  private void remember(String line) {
    if (line.isBlank()) {
      return;
    }
    try {
      remember(json.readValue(line, SmsPart.class));
    } catch (JacksonException _) {
      log.warn("left out a line of {} that is not whole", file.getFileName());
    }
  }

  private void remember(SmsPart part) {
    parts.put(part.id(), part);
    if (parts.size() > KEPT_IN_MEMORY) {
      parts.remove(parts.keySet().iterator().next());
    }
  }

  /** Keeps a part, new or changed, before it returns. */
  synchronized void keep(SmsPart part) {
    try {
      Files.writeString(
          file,
          json.writeValueAsString(part) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      remember(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The part that this one repeats, else this one, kept; as real centres may, it drops the copy.
   */
  synchronized SmsPart keepOnce(SmsPart part) {
    for (SmsPart known : parts.values()) {
      if (part.repeats(known)) {
        return known;
      }
    }
    keep(part);
    return part;
  }

  synchronized List<SmsPart> all() {
    return List.copyOf(parts.values());
  }

  /** What the sender still has to be told, oldest first. */
  synchronized List<SmsPart> due() {
    return parts.values().stream().filter(SmsPart::due).toList();
  }
}
