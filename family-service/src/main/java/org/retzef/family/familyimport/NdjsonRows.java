package org.retzef.family.familyimport;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One family per line, as JSON; blank lines are passed over. */
final class NdjsonRows implements FamilyRows {

  /** A household of forty with long names has a tenth of it. */
  static final int LONGEST_LINE = 128 * 1024;

  @Override
  public int forEach(InputStream file, Consumer<RawFamily> consumer) {
    int row = 0;
    int families = 0;
    try (Reader text = FamilyRows.text(file)) {
      for (String line = line(text, 1); line != null; line = line(text, row + 1)) {
        row++;
        if (!line.isBlank()) {
          byte[] json = line.getBytes(StandardCharsets.UTF_8);
          consumer.accept(new RawFamily(row, List.of(), List.of(), json, List.of()));
          families++;
        }
      }
    } catch (IOException failed) {
      throw FamilyRows.failure(failed, row + 1);
    }
    return families;
  }

  /** As {@link java.io.BufferedReader#readLine}, but a line has its longest. */
  private static @Nullable String line(Reader text, int row) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = text.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      line.append((char) c);
      if (line.length() > LONGEST_LINE) {
        throw new UnreadableFile(row, "", "row-too-long");
      }
      c = text.read();
    }
    return line.toString();
  }
}
