package org.retzef.local.launcher;

import java.util.List;
import java.util.Optional;
import org.retzef.local.settings.Settings;

/** {@code ./retzef status}: what runs, what died and why, and how much memory it takes. */
record Status(Checkout checkout, Settings settings) {

  /** Prints a line for each process; whether all are ready. */
  boolean print() {
    List<ProgramProcess> processes = ProgramProcess.all(checkout.programs(), settings);
    processes.forEach(process -> Screen.say(line(process)));
    Servers servers = new Servers(settings);
    servers
        .broker()
        .ifPresent(broker -> Screen.say(line("  kafka", "runs", broker, Memory.of(broker))));
    servers
        .postgres()
        .ifPresent(server -> Screen.say(line("  postgres", "runs", server, Memory.ofTree(server))));
    return processes.stream().allMatch(ProgramProcess::isReady);
  }

  private static String line(ProgramProcess process) {
    String name = process.program().artifact();
    Optional<ProcessHandle> running = process.owned().running();
    if (running.isPresent()) {
      String state = process.isReady() ? "ready" : "not ready";
      return line(name, state, running.get(), Memory.of(running.get()));
    }
    String state = process.owned().isRemembered() ? "died: " + process.reason() : "stopped";
    return "%-18s %s".formatted(name, state);
  }

  private static String line(String name, String state, ProcessHandle process, String memory) {
    return "%-18s %-9s  pid %-8d %s".formatted(name, state, process.pid(), memory);
  }
}
