package org.retzef.local.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.retzef.local.settings.Settings;

/** Starts programs side by side and waits until each says that it is ready. */
final class Startup {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Settings settings;
  private final ProgramEnvironment environment;

  Startup(Settings settings, ProgramEnvironment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /**
   * Starts what does not run yet. The helper process comes first: the services need its servers.
   *
   * @param training whether programs without a cache are to write one when they end
   */
  void start(List<UnpackedProgram> programs, boolean training) {
    Instant start = Instant.now();
    for (UnpackedProgram unpacked : programs) {
      if (unpacked.program() == Program.LOCAL) {
        forgetAddresses();
      }
      launch(unpacked, training && !unpacked.isTrained());
      if (unpacked.program() == Program.LOCAL) {
        awaitServers(process(unpacked));
      }
    }
    programs.forEach(unpacked -> awaitReadiness(process(unpacked), start));
  }

  /** Waits for those too that ran already and may have been hurt meanwhile. */
  void awaitAll(List<Program> programs) {
    ProgramProcess.all(programs, settings).forEach(process -> await(process, process::isReady));
  }

  private ProgramProcess process(UnpackedProgram unpacked) {
    return new ProgramProcess(unpacked.program(), settings);
  }

  private void launch(UnpackedProgram unpacked, boolean training) {
    int postgres = unpacked.program() == Program.LOCAL ? 0 : postgresPort(settings);
    process(unpacked)
        .start(Jvm.command(unpacked, training), environment.of(unpacked.program(), postgres));
  }

  /** Those of the last run: PostgreSQL may find another place this time. */
  private void forgetAddresses() {
    try {
      Files.deleteIfExists(settings.addresses());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitServers(ProgramProcess helper) {
    await(helper, () -> Files.exists(settings.addresses()));
  }

  private void awaitReadiness(ProgramProcess process, Instant start) {
    await(process, process::isReady);
    Screen.say(
        "  %-18s ready after %.1f s"
            .formatted(
                process.program().artifact(),
                Duration.between(start, Instant.now()).toMillis() / 1000.0));
  }

  private static void await(ProgramProcess process, BooleanSupplier condition) {
    String name = process.program().artifact();
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (!process.isRunning()) {
        throw Sentence.failed("%s ended while starting: %s".formatted(name, process.reason()));
      }
      if (Instant.now().isAfter(end)) {
        throw Sentence.failed(
            "%s is not ready after %d s: %s"
                .formatted(name, PATIENCE.toSeconds(), process.reason()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Sentence.failed("Interrupted.");
    }
  }

  /** Where the helper process found a place for PostgreSQL. */
  static int postgresPort(Settings settings) {
    var addresses = new Properties();
    try (Reader reader = Files.newBufferedReader(settings.addresses())) {
      addresses.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Integer.parseInt(addresses.getProperty("postgres"));
  }
}
