package org.retzef.local.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRunTest {

  @TempDir Path folder;

  @Test
  void runsWithoutNodeButNotInContinuousIntegration() {
    assertThatCode(() -> TestRun.requireNode(Map.of("PATH", folder.toString())))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> TestRun.requireNode(Map.of("PATH", folder.toString(), "CI", "true")))
        .isInstanceOf(Sentence.class)
        .hasMessageContaining("Node.js was not found");
  }

  @Test
  void isContentWithNodeAndNpm() throws IOException {
    for (String name : new String[] {"node", "npm"}) {
      Files.createFile(folder.resolve(name)).toFile().setExecutable(true);
    }
    assertThatCode(() -> TestRun.requireNode(Map.of("PATH", folder.toString(), "CI", "true")))
        .doesNotThrowAnyException();
  }
}
