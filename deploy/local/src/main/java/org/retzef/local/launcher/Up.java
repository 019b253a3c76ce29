package org.retzef.local.launcher;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.retzef.local.identity.DemoLogin;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Secrets;
import org.retzef.local.settings.Settings;

/** {@code ./retzef up}: builds what is missing and starts what does not run. */
record Up(Checkout checkout, Settings settings, boolean demo, boolean detach) {

  void run() {
    List<ProgramProcess> processes = ProgramProcess.all(checkout.programs(), settings);
    List<Program> missing =
        processes.stream()
            .filter(process -> !process.isRunning())
            .map(ProgramProcess::program)
            .toList();
    if (missing.isEmpty() && processes.stream().allMatch(ProgramProcess::isReady)) {
      Screen.say("Retzef is up already.");
      tellOfChanges();
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
    printAddresses();
    if (!detach) {
      stayUntilInterrupted();
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
    var environment = new ProgramEnvironment(settings, Secrets.in(settings.keys()), demo);
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
