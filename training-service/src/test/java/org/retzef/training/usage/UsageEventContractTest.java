package org.retzef.training.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class UsageEventContractTest {

  @Test
  void tellsEntriesByDepartmentAndRoleAndNeverWhose() {
    var event =
        new UsageEvent.Counted(
            new UnitPath("IL.SOUTH.A2630.D1"), "team-lead", LocalDate.of(2026, 5, 1), 7, 3);
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }
}
