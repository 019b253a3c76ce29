package org.retzef.family.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.retzef.platform.testing.EventContract;

class ConsentEventContractTest {

  @Test
  void tellsAConsent() {
    var event = changed(Purpose.REFERRAL);
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @ParameterizedTest
  @EnumSource
  void tellsEveryPurpose(Purpose purpose) {
    assertThat(EventContract.faultsOf(changed(purpose))).isEmpty();
  }

  private static ConsentEvent changed(Purpose purpose) {
    return new ConsentEvent.Changed(
        UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d"),
        UUID.fromString("018f3b62-11d2-7a6b-8c4d-2e3f4a5b6c7d"),
        "NGO-DEMO",
        purpose,
        ConsentEvent.Status.GIVEN,
        LocalDate.of(2026, 1, 15),
        null);
  }
}
