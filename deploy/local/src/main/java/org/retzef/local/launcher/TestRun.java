package org.retzef.local.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code ./retzef test}: the whole suite of all modules, with what matters of its output. */
record TestRun(Checkout checkout) {
  private static final Pattern WORTH_SHOWING =
      Pattern.compile(
          "Building \\S+ \\S+ +\\[|Tests run:|\\[ERROR]|BUILD |Reactor Summary|SUCCESS|FAILURE"
              + "|SKIPPED|Total time");

  /** Runs it; further arguments go to Maven. Returns Maven's exit code. */
  int run(List<String> furtherArguments) {
    var arguments = new ArrayList<>(List.of("-B", "-ntp", "verify"));
    arguments.addAll(furtherArguments);
    Path log = checkout.root().resolve(".retzef/log/test.log");
    Maven maven = Maven.find(System.getenv());
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

  private static void follow(String line, PrintWriter log) {
    log.println(line);
    if (WORTH_SHOWING.matcher(line).find()) {
      Screen.say(line);
    }
  }
}
