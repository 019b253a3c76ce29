package org.retzef.training.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class PlanEventContractTest {

  @Test
  void tellsThePlannedSessionsOfEachMonth() {
    var event =
        new PlanEvent(
            UUID.fromString("018f3b6d-1d32-7e5a-9b4d-7b2e3c4d5e74"),
            new UnitPath("IL"),
            2020,
            1000,
            List.of(new PlannedMonth(2, 10), new PlannedMonth(3, 15)));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }
}
