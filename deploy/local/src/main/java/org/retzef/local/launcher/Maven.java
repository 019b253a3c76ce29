package org.retzef.local.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Maven of this machine, run with our own JDK. */
record Maven(Path command) {
  private static final int[] OLDEST = {3, 8, 7};
  private static final Pattern VERSION =
      Pattern.compile("Apache Maven (\\d+)\\.(\\d+)(?:\\.(\\d+))?");
  private static final String QUIET_JDK =
      "--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED";

  /** Finds Maven, or refuses with what to install. */
  static Maven find(Map<String, String> environment) {
    Stream<Path> home =
        Stream.of("MAVEN_HOME", "M2_HOME")
            .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
            .map(folder -> Path.of(folder, "bin"));
    Stream<Path> path = Stream.of(environment.getOrDefault("PATH", "").split(":")).map(Path::of);
    Maven maven =
        Stream.concat(home, path)
            .map(folder -> folder.resolve("mvn"))
            .filter(Files::isExecutable)
            .findFirst()
            .map(Maven::new)
            .orElseThrow(() -> Sentence.cannot(advice("Maven was not found")));
    maven.requireVersion();
    return maven;
  }

  private void requireVersion() {
    var output = new StringBuilder();
    run(Path.of("."), List.of("-v"), line -> output.append(line).append('\n'));
    requireVersion(output.toString());
  }

  static void requireVersion(String output) {
    Matcher found = VERSION.matcher(output);
    if (!found.find()) {
      throw Sentence.cannot(advice("The Maven found does not tell its version"));
    }
    for (int i = 0; i < OLDEST.length; i++) {
      int part = found.group(i + 1) == null ? 0 : Integer.parseInt(found.group(i + 1));
      if (part != OLDEST[i]) {
        if (part > OLDEST[i]) {
          return;
        }
        throw Sentence.cannot(advice("The Maven found is too old (" + found.group() + ")"));
      }
    }
  }

  private static String advice(String fault) {
    return fault
        + "; install Maven 3.8.7 or later (Debian and Ubuntu: apt install maven;"
        + " macOS: brew install maven).";
  }

  /** Runs Maven in a folder and hands over each line; returns its exit code. */
  int run(Path folder, List<String> arguments, Consumer<String> lines) {
    var whole = new ArrayList<String>();
    whole.add(command.toString());
    whole.addAll(arguments);
    var builder = new ProcessBuilder(whole).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().merge("MAVEN_OPTS", QUIET_JDK, (own, ours) -> own + " " + ours);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      var input = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
      try (var output = new BufferedReader(input)) {
        output.lines().forEach(lines);
      }
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Sentence.failed("Interrupted.");
    }
  }
}
