package org.retzef.family.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class TransferEventContractTest {

  @Test
  void tellsATransfer() {
    var event =
        new TransferEvent.Transferred(
            UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d"),
            new UnitPath("IL.SOUTH.A2630.D1"),
            new UnitPath("IL.SOUTH.A0031.D1"));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }
}
