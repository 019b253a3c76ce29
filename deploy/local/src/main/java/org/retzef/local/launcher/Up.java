package org.retzef.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.retzef.local.demo.DemoYear;
import org.retzef.local.identity.DemoLogin;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Secrets;
import org.retzef.local.settings.Settings;

/** {@code ./retzef up}: builds what is missing and starts what does not run. */
record Up(Checkout checkout, Settings settings, boolean demo, boolean detach) {

  void run() {
    if (!demo) {
      setTheClock();
    }
    List<ProgramProcess> processes = ProgramProcess.all(checkout.programs(), settings);
    List<Program> missing =
        processes.stream()
            .filter(process -> !process.isRunning())
            .map(ProgramProcess::program)
            .toList();
    if (missing.isEmpty() && processes.stream().allMatch(ProgramProcess::isReady)) {
      Screen.say("Retzef is up already.");
      tellOfChanges();
      loadDemo();
      printAddresses();
      return;
    }
    boolean nothingRuns = missing.size() == processes.size();
    Machine.requireFreePorts(missing, settings);
    if (nothingRuns) {
      Machine.requireMemory();
    }
    Build.freshen(checkout, missing);
    start(missing, nothingRuns);
    loadDemo();
    printAddresses();
    if (!detach) {
      stayUntilInterrupted();
    }
  }

  /** A demo year that was broken off may have left it in 2020. */
  private void setTheClock() {
    try {
      Files.deleteIfExists(settings.clock());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tellOfChanges() {
    List<String> changed =
        checkout.programs().stream().filter(checkout::isStale).map(Program::artifact).toList();
    if (!changed.isEmpty()) {
      Screen.say(
          "Changed since it was built: %s. To run the change: ./retzef down, then ./retzef up."
              .formatted(String.join(", ", changed)));
    }
  }

  private void start(List<Program> missing, boolean mayTrain) {
    var environment = new ProgramEnvironment(settings, Secrets.in(settings.keys()));
    var startup = new Startup(settings, environment);
    List<UnpackedProgram> programs =
        missing.stream().map(program -> UnpackedProgram.of(program, checkout)).toList();
    boolean trained = programs.stream().allMatch(UnpackedProgram::isTrained);
    if (mayTrain && !trained && Training.isWanted()) {
      new Training(settings, startup, new Shutdown(settings)).run(programs);
    }
    Instant begin = Instant.now();
    Screen.say("Starting");
    startup.start(programs, false);
    startup.awaitAll(checkout.programs());
    Screen.say("All ready after %d s.".formatted(Screen.secondsSince(begin)));
  }

  private void loadDemo() {
    if (!demo) {
      return;
    }
    Screen.say("Entering a made-up year; broken off, it goes on with the next ./retzef up --demo");
    try {
      long seconds =
          DemoYear.load(settings, new Tokens(settings)::forLogin, System.getenv(), System.out);
      Screen.say(
          "Entered after %d s: %s/dashboard, and /api/v1/reports/headline?asOf=2020-09-18"
              .formatted(seconds, settings.url(Port.GATEWAY)));
    } catch (IllegalStateException refused) {
      throw Sentence.failed(
          "The made-up year is not whole, and the services' clock still in it; ./retzef up --demo goes on: "
              + refused.getMessage());
    }
  }

  private void printAddresses() {
    Screen.say(
        """

        Gateway, API portal   %s   %s/docs
        Identity provider     %s
        SMS centre, phones    %s
        Mailbox               %s
        Kafka                 127.0.0.1:%d   partners' data teams: 127.0.0.1:%d
        PostgreSQL            127.0.0.1:%d   databases and roles %s; passwords in %s

        Demo logins (password: %s); ./retzef token NAME prints a token:
        %s
        Programs: ngo, vendor"""
            .formatted(
                settings.url(Port.GATEWAY),
                settings.url(Port.GATEWAY),
                settings.url(Port.IDENTITY),
                settings.url(Port.SMS),
                settings.url(Port.MAILBOX),
                settings.port(Port.KAFKA),
                settings.port(Port.PARTNERS),
                Startup.postgresPort(settings),
                String.join(", ", Secrets.DATABASES),
                settings.keys().resolve("secrets.properties"),
                DemoLogin.PASSWORD,
                String.join("\n", DemoLogins.table())));
  }

  private void stayUntilInterrupted() {
    Screen.say("\nCtrl-C stops everything.");
    var forever = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> new Shutdown(settings).all()));
    try {
      forever.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
