package org.retzef.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MachineTest {

  @Test
  void refusesTooLittleMemoryInOneSentenceThatTellsHowMuchIsFree() {
    assertThatThrownBy(() -> Machine.requireMemory(2048))
        .isInstanceOfSatisfying(Sentence.class, said -> assertThat(said.exitCode()).isEqualTo(2))
        .hasMessage("Too little memory: about 3 GiB must be free, and 2.0 GiB are.");
  }

  @Test
  void acceptsThreeGibibytes() {
    assertThatCode(() -> Machine.requireMemory(3072)).doesNotThrowAnyException();
  }
}
