package org.retzef.local.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MavenTest {

  @ParameterizedTest
  @ValueSource(strings = {"3.8.7", "3.8.10", "3.9.0", "4.0.0-rc-4"})
  void acceptsFrom387On(String version) {
    assertThatCode(() -> Maven.requireVersion("Apache Maven " + version + "\nMaven home: /x"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.8.6", "3.6.3", "2.2.1"})
  void refusesOlderOnesAndSaysWhatToInstall(String version) {
    assertThatThrownBy(() -> Maven.requireVersion("Apache Maven " + version))
        .hasMessageContaining("too old (Apache Maven " + version + ")")
        .hasMessageContaining("install Maven 3.8.7 or later");
  }

  @Test
  void saysWhatToInstallWhereThereIsNone() {
    assertThatThrownBy(() -> Maven.find(Map.of("PATH", "/nowhere")))
        .isInstanceOf(Sentence.class)
        .hasMessageContaining("Maven was not found; install Maven 3.8.7 or later");
  }
}
