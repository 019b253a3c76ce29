package org.retzef.local.launcher;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.retzef.local.settings.Settings;

/** {@code ./retzef status}: what runs, what died and why, and how much memory it takes. */
record Status(Checkout checkout, Settings settings) {

  private record Line(String name, String state, long memory) {}

  /** Prints a line for each process; whether all are ready. */
  boolean print() {
    List<ProgramProcess> processes = ProgramProcess.all(checkout.programs(), settings);
    List<Line> lines = Stream.concat(processes.stream().map(Status::line), serverLines()).toList();
    lines.forEach(Status::print);
    long total = lines.stream().mapToLong(Line::memory).sum();
    if (total > 0) {
      print(new Line("together", "", total));
    }
    return processes.stream().allMatch(ProgramProcess::isReady);
  }

  private static Line line(ProgramProcess process) {
    String name = process.program().artifact();
    Optional<ProcessHandle> running = process.owned().running();
    if (running.isPresent()) {
      String state = process.isReady() ? "ready" : "not ready";
      return new Line(name, withPid(state, running.get()), Memory.of(running.get()));
    }
    String state = process.owned().isRemembered() ? "died: " + process.reason() : "stopped";
    return new Line(name, state, 0);
  }

  private Stream<Line> serverLines() {
    var servers = new Servers(settings);
    return Stream.of(
            servers
                .broker()
                .map(broker -> new Line("  kafka", withPid("runs", broker), Memory.of(broker))),
            servers
                .postgres()
                .map(
                    server ->
                        new Line("  postgres", withPid("runs", server), Memory.ofTree(server))))
        .flatMap(Optional::stream);
  }

  private static String withPid(String state, ProcessHandle process) {
    return "%-9s  pid %d".formatted(state, process.pid());
  }

  private static void print(Line line) {
    String memory = line.memory() == 0 ? "" : "%6d MiB".formatted(line.memory());
    Screen.say("%-18s %-24s %s".formatted(line.name(), line.state(), memory).stripTrailing());
  }
}
