package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The programs of {@code src/test/contracts}, which need Node.js. Who has none runs the tests
 * without them; CI does not.
 */
final class NodeTools {

  private static final Path SOURCES = Path.of("src/test/contracts");
  private static final Path FOLDER = Path.of("target/contracts").toAbsolutePath();

  private NodeTools() {}

  /** Installs what the lock file names, once for each version of it. */
  static void requireInstalled() {
    if (!isOnPath("node") || !isOnPath("npm")) {
      String advice = "Node.js was not found: this check of the documents is left out";
      if ("true".equals(System.getenv("CI"))) {
        fail(advice);
      }
      Assumptions.abort(advice);
    }
    try (Stream<Path> files = Files.list(SOURCES)) {
      Files.createDirectories(FOLDER);
      for (Path file : files.toList()) {
        Files.writeString(FOLDER.resolve(file.getFileName()), Files.readString(file));
      }
      String lock = Files.readString(SOURCES.resolve("package-lock.json"));
      Path installed = FOLDER.resolve("installed");
      if (!Files.exists(installed) || !Files.readString(installed).equals(lock)) {
        require("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        Files.writeString(installed, lock);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Runs an installed program, which must have nothing to complain of. */
  static void runInstalled(String program, String... arguments) {
    List<String> words =
        new ArrayList<>(List.of(FOLDER.resolve("node_modules/.bin/" + program).toString()));
    words.addAll(List.of(arguments));
    require(words.toArray(String[]::new));
  }

  /** Runs a command among the programs' files. */
  static void require(String... words) {
    try {
      Process process =
          new ProcessBuilder(words).directory(FOLDER.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s%n%s", String.join(" ", words), output).isZero();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
