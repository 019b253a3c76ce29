package org.retzef.basket.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class DonationEventContractTest {

  private static final UUID DONATION = UUID.fromString("018f3b70-1a2b-7c3d-8e4f-5a6b7c8d9e0f");
  private static final UUID ID = UUID.fromString("018f3b70-2b3c-7d4e-9f50-6b7c8d9e0f1a");
  private static final UUID FAMILY = UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d");
  private static final UnitPath UNIT = new UnitPath("IL.SOUTH.A2630.D1");

  @Test
  void tellsWhatAFamilyGotOfADonation() {
    var event =
        new DonationEvent.Distributed(
            DONATION,
            ID,
            "RASHI_FOUNDATION",
            Donation.Kind.COMPUTER,
            FAMILY,
            UNIT,
            1L,
            null,
            LocalDate.of(2020, 6, 14));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event))
        .hasToString(EventContract.example(event.type()).toString());
  }

  @Test
  void tellsWhatWasUndone() {
    var event =
        new DonationEvent.DistributionReversed(
            DONATION,
            UUID.fromString("018f3b70-3c4d-7e5f-a061-7c8d9e0f1a2b"),
            "RASHI_FOUNDATION",
            Donation.Kind.COMPUTER,
            FAMILY,
            UNIT,
            1L,
            null,
            Distribution.Reason.WRONG_FAMILY,
            LocalDate.of(2020, 6, 21));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event))
        .hasToString(EventContract.example(event.type()).toString());
  }

  @Test
  void catchesAnEventThatBreaksTheContract() {
    var event =
        new DonationEvent.Distributed(
            DONATION,
            ID,
            "a name",
            Donation.Kind.MONEY,
            FAMILY,
            UNIT,
            0L,
            new Money(-1),
            LocalDate.of(2020, 6, 14));
    assertThat(EventContract.faultsOf(event)).contains("donor", "quantity", "amount");
  }
}
