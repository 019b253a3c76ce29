package org.retzef.local.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** Passwords between the processes: drawn once per data folder, readable by their owner only. */
public final class Secrets {
  /** The services with a database; name of the database, of its role and of its password. */
  public static final List<String> DATABASES =
      List.of("family", "basket", "training", "rights", "reporting");

  private static final List<String> OTHERS =
      List.of("postgres", "basket-service", "ngo", "vendor", "demo-desk", "demo-head");

  /** SMPP takes eight characters. */
  private static final int SMPP_PASSWORD_BYTES = 4;

  private final Properties values;

  private Secrets(Properties values) {
    this.values = values;
  }

  /** The secrets kept in a folder; what is missing is drawn and kept. */
  public static Secrets in(Path folder) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve("secrets.properties");
      var values = new Properties();
      if (Files.exists(file)) {
        try (Reader reader = Files.newBufferedReader(file)) {
          values.load(reader);
        }
      }
      if (complete(values)) {
        store(values, file);
      }
      return new Secrets(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean complete(Properties values) {
    int before = values.size();
    DATABASES.forEach(name -> values.putIfAbsent(name, random(16)));
    OTHERS.forEach(name -> values.putIfAbsent(name, random(16)));
    values.putIfAbsent("smpp", random(SMPP_PASSWORD_BYTES));
    return values.size() > before;
  }

  private static void store(Properties values, Path file) throws IOException {
    Path draft = file.resolveSibling("secrets.draft");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer writer = Files.newBufferedWriter(draft)) {
      values.store(writer, "Local passwords; remove with ./retzef reset");
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String random(int length) {
    var bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  public String of(String name) {
    String value = values.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("No secret is named " + name);
    }
    return value;
  }
}
