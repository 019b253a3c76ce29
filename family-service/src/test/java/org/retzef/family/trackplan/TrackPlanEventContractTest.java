package org.retzef.family.trackplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class TrackPlanEventContractTest {

  @Test
  void tellsAPlan() {
    var plan =
        new TrackPlan(
            UUID.fromString("018f3b60-1d32-7e50-9b4d-7b2e3c4d5e6f"),
            "NOSHMIM_ROUTINE",
            new UnitPath("IL"),
            LocalDate.of(2021, 1, 1),
            LocalDate.of(2021, 12, 31),
            3280,
            1,
            LocalDate.of(2020, 6, 1));
    var event = TrackPlanEvent.Published.of(plan, "NOSHMIM");
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }
}
