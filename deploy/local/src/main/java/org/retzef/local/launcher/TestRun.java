package org.retzef.local.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code ./retzef test}: the whole suite of all modules, with what matters of its output. */
record TestRun(Checkout checkout) {
  private static final Pattern WORTH_SHOWING =
      Pattern.compile(
          "Building \\S+ \\S+ +\\[|Tests run:|\\[ERROR]|BUILD |Reactor Summary|SUCCESS|FAILURE"
              + "|SKIPPED|Total time");

  /**
   * Runs it, two modules at a time: their tests wait a lot. Further arguments go to Maven. Returns
   * Maven's exit code.
   */
  int run(List<String> furtherArguments) {
    var arguments = new ArrayList<>(List.of("-B", "-ntp", "-T2", "verify"));
    arguments.addAll(furtherArguments);
    Path log = checkout.root().resolve(".retzef/log/test.log");
    Maven maven = Maven.find(System.getenv());
    requireNode(System.getenv());
    try {
      Files.createDirectories(log.getParent());
      try (var writer = new PrintWriter(Files.newBufferedWriter(log))) {
        return maven.run(checkout.root(), arguments, line -> follow(line, writer));
      } finally {
        Screen.say("The whole log: " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says what is left out without Node.js; in CI nothing may be. */
  static void requireNode(Map<String, String> environment) {
    List<Path> path =
        Stream.of(environment.getOrDefault("PATH", "").split(":")).map(Path::of).toList();
    boolean found =
        Stream.of("node", "npm")
            .allMatch(
                name -> path.stream().map(at -> at.resolve(name)).anyMatch(Files::isExecutable));
    if (!found && "true".equals(environment.get("CI"))) {
      throw Sentence.cannot("Node.js was not found; install it (Debian: apt install nodejs npm).");
    }
    if (!found) {
      Screen.say(
          "Without Node.js, Spectral's and the AsyncAPI parser's checks and the TypeScript clients"
              + " are left out.");
    }
  }

  private static void follow(String line, PrintWriter log) {
    log.println(line);
    if (WORTH_SHOWING.matcher(line).find()) {
      Screen.say(line);
    }
  }
}
