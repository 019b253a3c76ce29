package org.retzef.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedProcessTest {
  @TempDir Path folder;

  @Test
  void knowsItsProcessAgainUntilThatEnds() throws Exception {
    var owned = new OwnedProcess(folder.resolve("pids/sleeper"));
    Process sleeper = new ProcessBuilder("sleep", "60").start();
    owned.remember(sleeper.toHandle());
    assertThat(owned.running()).contains(sleeper.toHandle());
    sleeper.destroyForcibly().waitFor();
    assertThat(owned.running()).isEmpty();
    assertThat(owned.isRemembered()).isTrue();
  }

  @Test
  void takesAnotherProcessWithTheSamePidForAStranger() throws Exception {
    Path file = folder.resolve("recycled");
    long pid = ProcessHandle.current().pid();
    Files.writeString(file, pid + " " + Instant.now().minusSeconds(86_400));
    assertThat(new OwnedProcess(file).running()).isEmpty();
  }

  @Test
  void takesAFileThatWasCutShortForNoProcess() throws Exception {
    for (String written : List.of("12", "12 2026-11-2", "")) {
      Path file = Files.writeString(folder.resolve("short"), written);
      assertThat(new OwnedProcess(file).running()).as(written).isEmpty();
    }
    assertThat(new OwnedProcess(folder.resolve("none")).running()).isEmpty();
  }
}
