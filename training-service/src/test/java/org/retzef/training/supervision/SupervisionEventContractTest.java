package org.retzef.training.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class SupervisionEventContractTest {

  private static final LocalDate DAY = LocalDate.of(2020, 3, 15);

  private final Supervision supervision =
      new Supervision(
          UUID.fromString("018f3b6a-1d32-7e5a-9b4d-7b2e3c4d5e71"),
          "levana.c",
          new UnitPath("IL.SOUTH.A2630.D1"),
          BeginRequest.Kind.INDIVIDUAL_INSTRUCTOR,
          DAY.minusYears(1),
          null,
          0,
          1);

  @Test
  void tellsThatItIsPausedOrRunsButNotWhoseItIs() {
    var paused =
        SupervisionEvent.paused(supervision, new PauseRequest(DAY, PauseRequest.Reason.EMERGENCY));
    assertThat(EventContract.faultsOf(paused)).isEmpty();
    assertThat(EventContract.told(paused)).isEqualTo(EventContract.example(paused.type()));
    var runs = SupervisionEvent.runs(supervision, DAY);
    assertThat(EventContract.faultsOf(runs)).isEmpty();
    assertThat(EventContract.told(runs).toString()).doesNotContain("levana");
  }
}
