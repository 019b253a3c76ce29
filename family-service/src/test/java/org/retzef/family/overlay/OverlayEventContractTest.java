package org.retzef.family.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class OverlayEventContractTest {

  @Test
  void tellsAnEmergencyWithoutAndWithItsEnd() {
    var event = changed(null);
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
    assertThat(EventContract.faultsOf(changed(LocalDate.of(2026, 5, 1)))).isEmpty();
  }

  private static OverlayEvent.Changed changed(LocalDate to) {
    return new OverlayEvent.Changed(
        UUID.fromString("018f3b61-3f54-7a72-9d6f-9d405e6f7081"),
        new UnitPath("IL.SOUTH"),
        "EMERGENCY_2020",
        LocalDate.of(2026, 3, 1),
        to);
  }
}
