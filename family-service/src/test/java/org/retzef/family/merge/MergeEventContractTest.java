package org.retzef.family.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class MergeEventContractTest {

  @Test
  void tellsAMergerAndItsReversal() {
    assertThat(EventContract.faultsOf(merged(true))).isEmpty();
    assertThat(EventContract.faultsOf(merged(false))).isEmpty();
    assertThat(EventContract.told(merged(false)))
        .isEqualTo(EventContract.example("org.retzef.family.merged.v1"));
  }

  private static MergeEvent.Merged merged(boolean undone) {
    return new MergeEvent.Merged(
        UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d"),
        UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4e"),
        UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4f"),
        new UnitPath("IL.SOUTH.A2630.D1"),
        new UnitPath("IL.SOUTH.A2630.D1"),
        undone);
  }
}
