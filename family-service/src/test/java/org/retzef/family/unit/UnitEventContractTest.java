package org.retzef.family.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class UnitEventContractTest {

  @Test
  void tellsAnAuthority() {
    var event =
        new UnitEvent.Changed(
            new UnitPath("IL.SOUTH.A2630"),
            Unit.Kind.AUTHORITY,
            "קריית גת",
            "Kiryat Gat",
            "2630",
            4,
            true,
            true,
            null,
            null,
            List.of());
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void tellsAUnitOfWhichLittleIsKnown() {
    for (Unit.Kind kind : Unit.Kind.values()) {
      var event =
          new UnitEvent.Changed(
              new UnitPath("IL"),
              kind,
              "ישראל",
              null,
              null,
              null,
              false,
              false,
              LocalDate.of(2026, 1, 1),
              LocalDate.of(2026, 12, 31),
              List.of(new UnitPath("IL.SOUTH.A2630")));
      assertThat(EventContract.faultsOf(event)).isEmpty();
    }
  }

  @Test
  void tellsAnOperator() {
    var event =
        new UnitEvent.OperatorAssigned(
            new UnitPath("IL.SOUTH"), "YACHDAV", LocalDate.of(2020, 9, 18), null);
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }
}
