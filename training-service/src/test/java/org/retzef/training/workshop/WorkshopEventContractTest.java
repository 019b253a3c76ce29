package org.retzef.training.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class WorkshopEventContractTest {

  @Test
  void tellsWhatItWasAboutAndWhereButNotWhoCame() {
    var event =
        WorkshopEvent.of(
            UUID.fromString("018f3b60-1d32-7e5a-9b4d-7b2e3c4d5e70"),
            new Workshop(
                Workshop.Kind.PATIENT_RIGHTS,
                new UnitPath("IL.SOUTH.A2630.D1.C1"),
                LocalDate.of(2020, 6, 1),
                Workshop.Audience.BOTH,
                12));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }
}
