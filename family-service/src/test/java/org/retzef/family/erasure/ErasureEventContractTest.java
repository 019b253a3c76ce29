package org.retzef.family.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class ErasureEventContractTest {

  @Test
  void tellsAnErasure() {
    var event =
        new ErasureEvent.Erased(
            UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d"),
            new UnitPath("IL.SOUTH.A2630.D1"),
            Instant.parse("2026-08-03T09:12:45.123456Z"));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }
}
