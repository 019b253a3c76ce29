package org.retzef.rights.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class ScreeningEventContractTest {

  @Test
  void tellsAScreeningByCountsAlone() {
    var event =
        new ScreeningEvent.Completed(
            UUID.fromString("018f3b60-1d32-7e5a-9b4d-7b2e3c4d5e6f"),
            UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d"),
            new UnitPath("IL.SOUTH.A2630.D1"),
            LocalDate.of(2026, 3, 1),
            7,
            41,
            30,
            5);
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }
}
