package org.retzef.local.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.retzef.local.process.OwnedProcess;
import org.retzef.local.settings.Settings;

/** One program as a process of this copy of the platform: started, asked, stopped. */
record ProgramProcess(Program program, Settings settings) {
  /** Longer than any ordinary end: after a training run the JVM writes its cache first. */
  private static final Duration END_WITHIN = Duration.ofMinutes(4);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  static List<ProgramProcess> all(List<Program> programs, Settings settings) {
    return programs.stream().map(program -> new ProgramProcess(program, settings)).toList();
  }

  OwnedProcess owned() {
    return new OwnedProcess(settings.pids().resolve(program.artifact()));
  }

  boolean isRunning() {
    return owned().running().isPresent();
  }

  Path log() {
    return settings.logs().resolve(program.artifact() + ".log");
  }

  /** Starts it in a session of its own, so that neither Ctrl-C nor a closed terminal reaches it. */
  void start(List<String> command, Map<String, String> environment) {
    try {
      Files.createDirectories(settings.logs());
      if (Files.exists(log())) {
        Path before = log().resolveSibling(program.artifact() + ".before.log");
        Files.move(log(), before, StandardCopyOption.REPLACE_EXISTING);
      }
      var builder =
          new ProcessBuilder(inOwnSession(command))
              .directory(settings.home().toFile())
              .redirectErrorStream(true)
              .redirectInput(Redirect.from(new File("/dev/null")))
              .redirectOutput(Redirect.to(log().toFile()));
      builder.environment().putAll(environment);
      owned().remember(builder.start().toHandle());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> inOwnSession(List<String> command) {
    Path setsid = Path.of("/usr/bin/setsid");
    if (!Files.isExecutable(setsid)) {
      return command;
    }
    var whole = new ArrayList<>(List.of(setsid.toString()));
    whole.addAll(command);
    return whole;
  }

  boolean isReady() {
    var request =
        HttpRequest.newBuilder(
                URI.create(settings.url(program.healthPort()) + "/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Why it ended or does not get ready, as far as its log tells. */
  String reason() {
    return new LogFile(log()).reason();
  }

  /** Asks it to end, waits, and ends it by force when it does not listen. */
  void stop() {
    owned().running().ifPresent(ProgramProcess::end);
    owned().forget();
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().orTimeout(END_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException _) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
