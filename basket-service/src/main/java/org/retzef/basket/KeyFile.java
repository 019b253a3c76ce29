package org.retzef.basket;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A secret in a file that only its owner may read, made when there is none. */
public final class KeyFile {

  private static final Logger log = LoggerFactory.getLogger(KeyFile.class);

  private KeyFile() {}

  /**
   * Reads the file's lines. Where there is none, it is written whole or not at all, and only once,
   * even when two copies of the service start.
   */
  public static List<String> read(Path file, Supplier<List<String>> fresh) throws IOException {
    if (!Files.exists(file)) {
      create(file, fresh.get());
    }
    return Files.readAllLines(file);
  }

  private static void create(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "key",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(draft, lines);
    try {
      Files.createLink(file, draft);
      log.info("{} was made, as there was none", file.getFileName());
    } catch (FileAlreadyExistsException anotherCopyWasFaster) {
      log.info("{} was made by another copy of this service", file.getFileName());
    } finally {
      Files.delete(draft);
    }
  }
}
