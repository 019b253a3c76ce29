package org.retzef.family.infrastructureresponse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class ConversionEventContractTest {

  @Test
  void tellsAConversion() {
    ConversionEvent event = converted(Conversion.State.APPLIED);
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @ParameterizedTest
  @EnumSource
  void tellsEveryState(Conversion.State state) {
    assertThat(EventContract.faultsOf(converted(state))).isEmpty();
  }

  private static ConversionEvent converted(Conversion.State state) {
    return new ConversionEvent.Converted(
        UUID.fromString("018f3b64-5b76-7294-9f8b-bf60718293ac"),
        "MAPA",
        new UnitPath("IL.SOUTH"),
        state,
        LocalDate.of(2026, 7, 1),
        150);
  }
}
