package org.retzef.reporting.trainingeffect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The producers' examples, read by this service's own records. */
class ChainEventContractTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final UnitPath UNIT = new UnitPath("IL.SOUTH.A2630.D1");

  @Test
  void readsThatASessionWasHeldAndWhoCame() {
    UUID session = UUID.fromString("018f3b60-1d32-7e5a-9b4d-7b2e3c4d5e6f");
    assertThat(read("session.held", ChainEvent.Held.class))
        .isEqualTo(new ChainEvent.Held(session, LocalDate.of(2026, 3, 1)));
    assertThat(read("attendance.recorded", ChainEvent.Attendance.class))
        .isEqualTo(new ChainEvent.Attendance(session, List.of(new ChainEvent.Came(UNIT, 12))));
  }

  @Test
  void readsFollowUps() {
    UUID session = UUID.fromString("0199a6a1-1c00-7000-8000-000000000001");
    assertThat(read("follow-up.sent", ChainEvent.Sent.class))
        .isEqualTo(new ChainEvent.Sent(session, "FIRST", List.of(new ChainEvent.Mails(UNIT, 12))));
    assertThat(read("follow-up.answered", ChainEvent.Answered.class))
        .isEqualTo(new ChainEvent.Answered(session, "SECOND", UNIT));
  }

  @Test
  void readsTheUseOfTheSiteAndWhatBecameOfACase() {
    assertThat(read("usage.counted", ChainEvent.Used.class))
        .isEqualTo(new ChainEvent.Used(UNIT, "team-lead", LocalDate.of(2026, 5, 1), 7));
    ChainEvent.Closed closed = read("take-up.closed", ChainEvent.Closed.class);
    assertThat(closed).isEqualTo(new ChainEvent.Closed(UNIT, "PARTIAL", LocalDate.of(2026, 5, 4)));
    assertThat(closed.isTakenUp()).isTrue();
    assertThat(new ChainEvent.Closed(UNIT, "FAILED", closed.closedOn()).isTakenUp()).isFalse();
  }

  private static <T> T read(String type, Class<T> as) {
    return JSON.treeToValue(EventContract.example("org.retzef." + type + ".v1"), as);
  }
}
