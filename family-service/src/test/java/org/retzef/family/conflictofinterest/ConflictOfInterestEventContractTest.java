package org.retzef.family.conflictofinterest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.EventContract;

class ConflictOfInterestEventContractTest {

  private static final ConflictOfInterest DECLARED =
      new ConflictOfInterest(
          UUID.fromString("018f3b62-11d2-7a6b-8c4d-2e3f4a5b6c8e"),
          UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d"),
          "lead-1",
          ConflictOfInterest.Tie.RELATIVE,
          "lead-1",
          Instant.parse("2026-01-15T08:30:00Z"),
          null,
          null,
          1);

  @Test
  void tellsADeclaredConflictAndNobodysSubject() {
    var event = ConflictOfInterestEvent.Changed.of(DECLARED);
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
    assertThat(EventContract.told(event).toString()).doesNotContain("lead-1");
  }

  @Test
  void tellsItsEnd() {
    var ended =
        new ConflictOfInterest(
            DECLARED.id(),
            DECLARED.familyId(),
            DECLARED.worker(),
            DECLARED.tie(),
            DECLARED.declaredBy(),
            DECLARED.declaredAt(),
            "head-1",
            Instant.parse("2026-03-01T09:00:00Z"),
            2);
    var event = ConflictOfInterestEvent.Changed.of(ended);
    assertThat(event.status()).isEqualTo(ConflictOfInterestEvent.Status.ENDED);
    assertThat(EventContract.faultsOf(event)).isEmpty();
  }
}
