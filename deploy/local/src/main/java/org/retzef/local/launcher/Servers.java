package org.retzef.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.retzef.local.postgres.Postmaster;
import org.retzef.local.process.OwnedProcess;
import org.retzef.local.settings.Settings;

/**
 * PostgreSQL and Kafka as found running, whether or not the helper process that starts them does.
 */
record Servers(Settings settings) {

  Optional<ProcessHandle> broker() {
    return brokerFile().running();
  }

  Optional<ProcessHandle> postgres() {
    try {
      return Postmaster.on(settings.home().resolve("postgres/data")).map(Postmaster::process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends those that a killed helper process left behind. */
  void stop() {
    Stream.of(broker(), postgres()).flatMap(Optional::stream).forEach(Servers::interrupt);
    Stream.of(broker(), postgres())
        .flatMap(Optional::stream)
        .forEach(server -> server.onExit().join());
    brokerFile().forget();
  }

  private OwnedProcess brokerFile() {
    return new OwnedProcess(settings.pids().resolve("kafka"));
  }

  /** For PostgreSQL an interrupt is a quick and clean end, where others would have it wait. */
  private static void interrupt(ProcessHandle server) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
