package org.retzef.family.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.retzef.family.form.LifeDomain;
import org.retzef.family.overlay.Mode;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class ContactEventContractTest {

  private static final UUID FAMILY = UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d");
  private static final UUID CONTACT = UUID.fromString("018f3b62-4065-7b83-8e70-ae516f708192");
  private static final UUID OTHER = UUID.fromString("018f3b62-5176-7c94-9f81-bf6270819203");
  private static final UnitPath UNIT = new UnitPath("IL.SOUTH.A2630.D1");

  @Test
  void tellsAContact() {
    var event =
        logged(
            Contact.Kind.HOME_VISIT, List.of(LifeDomain.INCOME, LifeDomain.HOUSING), Mode.ROUTINE);
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @ParameterizedTest
  @EnumSource
  void tellsEveryKindAndDomain(Contact.Kind kind) {
    var event = logged(kind, List.of(LifeDomain.values()), Mode.EMERGENCY);
    assertThat(EventContract.faultsOf(event)).isEmpty();
  }

  @Test
  void tellsACorrection() {
    var event = corrected(Contact.Correction.WRONG_DETAILS);
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @ParameterizedTest
  @EnumSource
  void tellsEveryCorrection(Contact.Correction reason) {
    assertThat(EventContract.faultsOf(corrected(reason))).isEmpty();
  }

  private static ContactEvent logged(Contact.Kind kind, List<LifeDomain> domains, Mode mode) {
    return new ContactEvent.Logged(
        FAMILY,
        CONTACT,
        UNIT,
        kind,
        Contact.Direction.BY_WORKER,
        LocalDate.of(2026, 3, 2),
        50,
        domains,
        null,
        mode);
  }

  private static ContactEvent corrected(Contact.Correction reason) {
    return new ContactEvent.Corrected(FAMILY, CONTACT, UNIT, reason, OTHER);
  }
}
