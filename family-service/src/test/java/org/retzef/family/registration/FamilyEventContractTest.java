package org.retzef.family.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class FamilyEventContractTest {

  @Test
  void tellsARegistration() {
    var event = registered(Language.AR);
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @ParameterizedTest
  @EnumSource
  void tellsEveryLanguage(Language language) {
    assertThat(EventContract.faultsOf(registered(language))).isEmpty();
  }

  private static FamilyEvent.Registered registered(Language language) {
    return new FamilyEvent.Registered(
        UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d"),
        new UnitPath("IL.SOUTH.A2630.D1"),
        language,
        3,
        2,
        List.of(1988, 2015, 2018),
        Instant.parse("2026-01-12T08:15:30.123456Z"));
  }
}
