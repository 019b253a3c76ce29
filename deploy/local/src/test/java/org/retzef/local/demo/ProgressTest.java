package org.retzef.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void tellsEachTenthOnceWhereThereIsNoTerminal() {
    load(new Progress(new PrintStream(out, true, UTF_8), false, 200));
    assertThat(out.toString(UTF_8).lines().filter(line -> line.contains("%")))
        .hasSize(11)
        .allMatch(line -> line.endsWith("families"))
        .extracting(line -> Integer.parseInt(line.substring(0, line.indexOf('%')).strip()))
        .containsExactly(0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
  }

  @Test
  void aBarGrowsOnATerminal() {
    load(new Progress(new PrintStream(out, true, UTF_8), true, 200));
    assertThat(out.toString(UTF_8))
        .contains(
            "\r  [........................................]   0 %",
            "\r  [####################....................]  50 %",
            "\r  [########################################] 100 %");
  }

  private static void load(Progress progress) {
    progress.now("families");
    for (int i = 0; i < 200; i++) {
      progress.step(1);
    }
    progress.end();
  }
}
