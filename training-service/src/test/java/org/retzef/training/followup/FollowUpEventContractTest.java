package org.retzef.training.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class FollowUpEventContractTest {

  private static final UUID SESSION = UUID.fromString("0199a6a1-1c00-7000-8000-000000000001");
  private static final UnitPath DEPARTMENT = new UnitPath("IL.SOUTH.A2630.D1");

  @Test
  void tellsMailsByCountsAlone() {
    holds(
        new FollowUpEvent.Sent(
            SESSION, Stage.FIRST, List.of(new FollowUpEvent.Mails(DEPARTMENT, 12))));
  }

  @Test
  void tellsThatSomebodyHasAnsweredAndNeitherWhoNorWhat() {
    holds(new FollowUpEvent.Answered(SESSION, Stage.SECOND, DEPARTMENT, 1));
  }

  private static void holds(FollowUpEvent event) {
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }
}
