package org.retzef.local.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Everything the server took, a line of JSON each; the latest are shown. */
final class MailStore {
  private static final Logger log = LoggerFactory.getLogger(MailStore.class);
  private static final int SHOWN = 1_000;

  private final JsonMapper json;
  private final Path file;
  private final Deque<ReceivedMail> latest = new ArrayDeque<>();

  MailStore(Path file, JsonMapper json) throws IOException {
    this.json = json;
    this.file = file;
    Files.createDirectories(file.getParent());
    if (Files.exists(file)) {
      try (var lines = Files.lines(file)) {
        lines.filter(line -> !line.isBlank()).forEach(this::readBack);
      }
      // a kill may have cut the last line short: what follows must not stick to it
      Files.writeString(file, "\n", StandardOpenOption.APPEND);
    }
  }

  private void readBack(String line) {
    try {
      show(json.readValue(line, ReceivedMail.class));
    } catch (JacksonException _) {
      log.warn("left out a line of {} that is not whole", file.getFileName());
    }
  }

  private void show(ReceivedMail mail) {
    latest.addFirst(mail);
    if (latest.size() > SHOWN) {
      latest.removeLast();
    }
  }

  /** Keeps a mail before it returns. */
  synchronized void keep(ReceivedMail mail) {
    try {
      Files.writeString(
          file,
          json.writeValueAsString(mail) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      show(mail);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Newest first. */
  synchronized List<ReceivedMail> latest() {
    return List.copyOf(latest);
  }
}
