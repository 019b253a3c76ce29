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
    donate(family, "RASHI_FOUNDATION", "null", "\"250.50\"", "2019-02-01");
    donate(family, "JDC_ISRAEL", "null", "\"100.00\"", "2019-03-01");
    donate(UUID.randomUUID(), "JDC_ISRAEL", "null", "\"50.00\"", "2019-03-02");
    donate(UUID.randomUUID(), "JDC_ISRAEL", "2", "null", "2019-03-02");
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

  private void donate(UUID family, String donor, String quantity, String amount, String day) {
    UUID donation = UUID.randomUUID();
    district.tell(
        "donation.distributed",
        donation,
        """
        {"donationId": "%s", "distributionId": "%s", "donor": "%s", "kind": "HELP",
         "familyId": "%s", "unit": "%s.A1.D1", "quantity": %s, "amount": %s,
         "distributedOn": "%s"}
        """
            .formatted(
                donation, UUID.randomUUID(), donor, family, district, quantity, amount, day));
  }
}
