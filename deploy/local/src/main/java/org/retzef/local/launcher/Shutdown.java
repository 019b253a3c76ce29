package org.retzef.local.launcher;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.retzef.local.settings.Settings;

/** Stops programs: the gateway and the services side by side, then what they lean on. */
record Shutdown(Settings settings) {
  private static final Executor OWN_THREAD = Thread::startVirtualThread;

  /** Stops everything of this copy, servers that a killed helper process left behind too. */
  void all() {
    List<ProgramProcess> processes = ProgramProcess.all(List.of(Program.values()), settings);
    List<CompletableFuture<Void>> ends =
        processes.stream()
            .filter(process -> process.program() != Program.LOCAL)
            .map(process -> CompletableFuture.runAsync(() -> stop(process), OWN_THREAD))
            .toList();
    ends.forEach(CompletableFuture::join);
    stop(new ProgramProcess(Program.LOCAL, settings));
    new Servers(settings).stop();
  }

  private static void stop(ProgramProcess process) {
    boolean running = process.isRunning();
    process.stop();
    if (running) {
      Screen.say("  %-18s stopped".formatted(process.program().artifact()));
    }
  }
}
