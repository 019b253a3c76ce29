package org.retzef.family.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class CentreEventContractTest {

  private static final UUID PERSON = UUID.fromString("018f3b63-4a65-7183-8e7a-ae5f6071829b");
  private static final UnitPath CENTRE = new UnitPath("IL.SOUTH.A2630.D1.C1");

  @Test
  void tellsThatAPersonCameAndLeft() {
    List<CentreEvent> events =
        List.of(
            new CentreEvent.Joined(PERSON, CENTRE, LocalDate.of(2026, 2, 1), false),
            new CentreEvent.Left(PERSON, CENTRE, LocalDate.of(2026, 9, 1)));
    for (CentreEvent event : events) {
      assertThat(EventContract.faultsOf(event)).isEmpty();
      assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
    }
  }

  @Test
  void tellsHowManyTookPartInAnActivityAndNotWho() {
    ActivityEvent.Recorded event = told(Activity.Kind.COMMUNITY, Activity.Domain.RIGHTS);
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void tellsActivitiesOfEveryKindAndDomain() {
    for (Activity.Kind kind : Activity.Kind.values()) {
      for (Activity.Domain domain : Activity.Domain.values()) {
        assertThat(EventContract.faultsOf(told(kind, domain))).isEmpty();
      }
    }
  }

  private static ActivityEvent.Recorded told(Activity.Kind kind, Activity.Domain domain) {
    return ActivityEvent.Recorded.of(
        new Activity(
            UUID.fromString("018f3b64-5b76-7294-9f8b-bf607182930c"),
            CENTRE,
            kind,
            domain,
            LocalDate.of(2026, 5, 1),
            Stream.generate(UUID::randomUUID).limit(6).toList(),
            40,
            0));
  }
}
