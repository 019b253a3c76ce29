package org.retzef.training.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class SessionEventContractTest {

  private static final UUID SESSION = UUID.fromString("018f3b60-1d32-7e5a-9b4d-7b2e3c4d5e6f");
  private static final UUID COURSE = UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d");
  private static final UnitPath DEPARTMENT = new UnitPath("IL.SOUTH.A2630.D1");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  @Test
  void tellsASessionThatWasHeldOnceForAllItsProgrammes() {
    holds(
        new SessionEvent.Held(
            SESSION, COURSE, DEPARTMENT, Mode.REMOTE, DAY, List.of("NOSHMIM"), 12));
  }

  @Test
  void tellsAttendanceByCountsAlone() {
    holds(
        new SessionEvent.AttendanceRecorded(
            SESSION, DAY, false, List.of(new SessionEvent.Attended(DEPARTMENT, 12))));
  }

  @Test
  void tellsThatThereIsAContactWorkerAndNotWho() {
    holds(new SessionEvent.ContactWorkerNamed(SESSION, DEPARTMENT));
  }

  private static void holds(SessionEvent event) {
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }
}
