package org.retzef.rights.takeup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {

  @Test
  void sumsToAHundredWhateverIsCounted() {
    Random random = new Random(20200918);
    for (int i = 0; i < 10_000; i++) {
      int[] counts = random.ints(3, 0, 1 + random.nextInt(5000)).toArray();
      int sum = IntStream.of(Shares.inTenths(counts)).sum();
      assertThat(sum).isEqualTo(IntStream.of(counts).sum() == 0 ? 0 : 1000);
    }
  }

  @Test
  void givesTheRestToTheLargestRemainders() {
    assertThat(Shares.inTenths(1, 1, 1)).containsExactly(334, 333, 333);
    assertThat(Shares.inTenths(27, 17, 6)).containsExactly(540, 340, 120);
    assertThat(Shares.inTenths(0, 0, 0)).containsExactly(0, 0, 0);
  }
}
