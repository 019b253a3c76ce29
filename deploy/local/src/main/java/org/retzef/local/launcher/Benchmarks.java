package org.retzef.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code ./retzef bench}: the benchmarks are executable files in {@code deploy/benchmark}. */
record Benchmarks(Checkout checkout) {

  int run(List<String> words) {
    if (words.isEmpty()) {
      Screen.say("Benchmarks: " + names());
      return 0;
    }
    Path benchmark = folder().resolve(words.getFirst());
    if (!benchmark.normalize().startsWith(folder()) || !Files.isExecutable(benchmark)) {
      throw Sentence.cannot(
          "There is no benchmark '%s'; there are: %s".formatted(words.getFirst(), names()));
    }
    var command = new ArrayList<>(List.of(benchmark.toString()));
    command.addAll(words.subList(1, words.size()));
    try {
      var builder = new ProcessBuilder(command).inheritIO();
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      return builder.start().onExit().join().exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder() {
    return checkout.root().resolve("deploy/benchmark");
  }

  private String names() {
    if (!Files.isDirectory(folder())) {
      return "none yet";
    }
    try (var files = Files.list(folder())) {
      String names =
          files
              .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
              .map(file -> file.getFileName().toString())
              .sorted()
              .collect(Collectors.joining(", "));
      return names.isEmpty() ? "none yet" : names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
