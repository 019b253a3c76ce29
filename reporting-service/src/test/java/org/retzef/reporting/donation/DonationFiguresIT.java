package org.retzef.reporting.donation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;

@RetzefIT
class DonationFiguresIT {

  private static final String INDICATORS = "/api/v1/indicators/";

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  /** A family counts once, however often it is given money, and once for each donor. */
  @Test
  void addsUpDonatedMoneyAndItsFamiliesByDonor() {
    UUID family = UUID.randomUUID();
    given(family, "RASHI_FOUNDATION", "null", "\"250.50\"", "2019-02-01");
    given(family, "JDC_ISRAEL", "null", "\"100.00\"", "2019-03-01");
    given(UUID.randomUUID(), "JDC_ISRAEL", "null", "\"50.00\"", "2019-03-02");
    given(UUID.randomUUID(), "JDC_ISRAEL", "2", "null", "2019-03-02");
    district.awaitTotal(INDICATORS + "families_with_donations", 3);
    district.awaitTotal(INDICATORS + "families_given_money", 2);
    district.awaitItems(
        INDICATORS + "families_given_money?by=donor&", "JDC_ISRAEL 2", "RASHI_FOUNDATION 1");
    String money = INDICATORS + "money_donated?by=donor&";
    assertThat(OwnDistrict.amountsByKey(district.get(money + district.where())))
        .containsExactly("JDC_ISRAEL 150.00", "RASHI_FOUNDATION 250.50");
    assertThat(
            district
                .get(money + "from=2019-03-01&" + district.where())
                .get("total")
                .get("amount")
                .asString())
        .isEqualTo("150.00");
    district.awaitTotal(INDICATORS + "things_donated", 2);
  }

  /** Decision 0109; told twice, as may happen. */
  @Test
  void takesAwayWhatWasGivenAndUndoneFromThatDayOn() {
    UUID family = UUID.randomUUID();
    UUID things = given(family, "JDC_ISRAEL", "3", "null", "2019-02-01");
    UUID money = given(family, "JDC_ISRAEL", "null", "\"100.01\"", "2019-02-02");
    given(UUID.randomUUID(), "RASHI_FOUNDATION", "null", "\"50.00\"", "2019-02-03");
    district.awaitTotal(INDICATORS + "families_with_donations", 2);
    undo(things, family, "3", "null");
    undo(things, family, "3", "null");
    district.awaitTotal(INDICATORS + "things_donated", 0);
    district.awaitTotal(INDICATORS + "families_with_donations", 2);
    undo(money, family, "null", "\"100.01\"");
    district.awaitTotal(INDICATORS + "families_with_donations", 1);
    district.awaitTotal(INDICATORS + "families_given_money", 1);
    String byMonth = INDICATORS + "money_donated?by=month&from=2019-01-01&";
    assertThat(OwnDistrict.amountsByKey(district.get(byMonth + district.where())))
        .containsExactly("2019-01 0.00", "2019-02 150.01", "2019-03 -100.01");
    district.awaitItems(
        INDICATORS + "things_donated?by=month&from=2019-01-01&",
        "2019-01 0",
        "2019-02 3",
        "2019-03 -3");
  }

  private UUID given(UUID family, String donor, String quantity, String amount, String day) {
    UUID distribution = UUID.randomUUID();
    tell(
        "donation.distributed",
        distribution,
        family,
        donor,
        quantity,
        amount,
        "distributedOn",
        day);
    return distribution;
  }

  private void undo(UUID distribution, UUID family, String quantity, String amount) {
    tell(
        "distribution.reversed",
        distribution,
        family,
        "JDC_ISRAEL",
        quantity,
        amount,
        "reversedOn",
        "2019-03-05");
  }

  /** Each distribution is of a donation of its own, which has the same id. */
  private void tell(
      String event,
      UUID distribution,
      UUID family,
      String donor,
      String quantity,
      String amount,
      String when,
      String day) {
    district.tell(
        event,
        distribution,
        """
        {"donationId": "%s", "distributionId": "%s", "donor": "%s", "kind": "HELP",
         "familyId": "%s", "unit": "%s.A1.D1", "quantity": %s, "amount": %s, "%s": "%s"}
        """
            .formatted(
                distribution, distribution, donor, family, district, quantity, amount, when, day));
  }
}
