package org.retzef.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.retzef.local.settings.Settings;

class ResetTest {
  @TempDir private Path home;

  /** The made-up year's journal would send the next one to imports that are no more. */
  @Test
  void forgetsAllButWhatWasBuilt() throws IOException {
    for (String file :
        List.of(
            "demo/journal", "streams/shared", "mail/letter", "clock", "app/jar", "launcher/jar")) {
      Files.createDirectories(home.resolve(file).getParent());
      Files.createFile(home.resolve(file));
    }
    new Reset(new Settings(home, Map.of())).run(true);
    try (Stream<Path> left = Files.list(home)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("app", "launcher");
    }
  }
}
