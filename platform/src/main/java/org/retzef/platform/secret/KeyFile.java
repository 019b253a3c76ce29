package org.retzef.platform.secret;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret outside the database, in a file that only its owner may read, made when there is none.
 * Whoever runs the service keeps it as safe as the database's backup, and apart from it.
 */
public final class KeyFile {

  private static final Logger log = LoggerFactory.getLogger(KeyFile.class);
  private static final int KEY_BYTES = 32;

  private KeyFile() {}

  /**
   * Reads the file. Where there is none, it is written whole or not at all, and only once, even
   * when two copies of the service start.
   */
  public static String read(Path file, Supplier<String> fresh) throws IOException {
    if (!Files.exists(file)) {
      create(file, fresh.get());
    }
    return Files.readString(file);
  }

  /** Of 32 random bytes, which lie there in hexadecimal digits. */
  public static byte[] readBytes(Path file) throws IOException {
    return HexFormat.of().parseHex(read(file, KeyFile::randomBytes).strip());
  }

  private static String randomBytes() {
    byte[] fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    return HexFormat.of().formatHex(fresh);
  }

  private static void create(Path file, String secret) throws IOException {
    Files.createDirectories(file.getParent());
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "key",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, secret);
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
