package org.retzef.local.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the jars that are missing or older than their sources. */
final class Build {
  private static final Pattern MODULE =
      Pattern.compile("\\[INFO\\] Building (\\S+) \\S+ +(\\[\\d+/\\d+\\])");
  private static final int ERRORS_SHOWN = 12;

  private final Checkout checkout;
  private final Maven maven;
  private final List<String> errors = new ArrayList<>();
  private String module = "";

  private Build(Checkout checkout, Maven maven) {
    this.checkout = checkout;
    this.maven = maven;
  }

  /** Builds what is stale among these programs; does nothing when all jars are fresh. */
  static void freshen(Checkout checkout, List<Program> programs) {
    List<Program> stale = programs.stream().filter(checkout::isStale).toList();
    if (!stale.isEmpty()) {
      new Build(checkout, Maven.find(System.getenv())).run(stale);
    }
  }

  private void run(List<Program> stale) {
    Instant start = Instant.now();
    Screen.say("Building (the whole log: %s)".formatted(checkout.buildLog()));
    String modules = stale.stream().map(Program::folder).collect(Collectors.joining(","));
    int code;
    try (var log = new PrintWriter(Files.newBufferedWriter(logFile()))) {
      code =
          maven.run(
              checkout.root(),
              List.of(
                  "-B",
                  "-ntp",
                  "-pl",
                  modules,
                  "-am",
                  "package",
                  "-DskipTests",
                  "-Dspotless.check.skip"),
              line -> follow(line, log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (code != 0) {
      throw Sentence.failed(
          "%s%nBuilding %s failed; the whole log is in %s."
              .formatted(String.join("\n", errors), module, checkout.buildLog()));
    }
    stale.forEach(program -> markFresh(checkout.jar(program)));
    Screen.say("Built in %d s.".formatted(Screen.secondsSince(start)));
  }

  private Path logFile() throws IOException {
    Files.createDirectories(checkout.buildLog().getParent());
    return checkout.buildLog();
  }

  private void follow(String line, PrintWriter log) {
    log.println(line);
    Matcher begins = MODULE.matcher(line);
    if (begins.find()) {
      module = begins.group(1);
      Screen.say("  " + begins.group(2) + " " + module);
    } else if (line.startsWith("[ERROR]") && errors.size() < ERRORS_SHOWN) {
      errors.add(line.replace(checkout.root() + "/", ""));
    }
  }

  /** Maven leaves a jar's time alone where nothing in it changed. */
  private static void markFresh(Path jar) {
    try {
      Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
