package org.retzef.family.familyimport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Takes a file apart into families, without ever holding more than one of them. */
interface FamilyRows {

  /**
   * Gives each family of the file in turn.
   *
   * @return how many rows there were, without a header
   * @throws UnreadableFile where the file cannot be understood any further
   */
  int forEach(InputStream file, Consumer<RawFamily> consumer);

  /** The text of a file; its byte order mark, if there is one, is no text. */
  static Reader text(InputStream file) throws IOException {
    var text =
        new BufferedReader(
            new InputStreamReader(
                file,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
    return text;
  }

  /** A broken connection stays what it is; wrong bytes are the file's fault. */
  static RuntimeException failure(IOException failed, int row) {
    return failed instanceof CharacterCodingException
        ? new UnreadableFile(row, "", "encoding-invalid")
        : new UncheckedIOException(failed);
  }
}
