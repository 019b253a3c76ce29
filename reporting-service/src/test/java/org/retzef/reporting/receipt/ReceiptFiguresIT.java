package org.retzef.reporting.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;

@RetzefIT
class ReceiptFiguresIT {

  private static final String INDICATORS = "/api/v1/indicators/";

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  /** What two people said beside an answer takes nothing off it. */
  @Test
  void countsWhatWasOverriddenByOutcomeAndReasonBesideTheAnswer() {
    UUID receipt = UUID.randomUUID();
    district.tell(
        "receipt.answered",
        UUID.randomUUID(),
        """
        {"receiptId": "%s", "unit": "%s.A1.D1", "answer": "NO", "answeredOn": "2019-02-20",
         "by": "PAGE"}
        """
            .formatted(receipt, district));
    override(receipt, "CAME_IN_PART", "SEEN_AT_HOME", "2019-03-01");
    override(UUID.randomUUID(), "CAME", "SEEN_AT_HOME", "2019-03-02");
    override(UUID.randomUUID(), "CAME", "PROOF_OF_VENDOR", "2019-03-11");
    district.awaitTotal(INDICATORS + "receipts_overridden", 2);
    assertThat(district.items(INDICATORS + "receipts_overridden?by=outcome&"))
        .containsExactly("CAME 1", "CAME_IN_PART 1");
    assertThat(district.items(INDICATORS + "receipts_overridden?by=reason&"))
        .containsExactly("SEEN_AT_HOME 2");
    assertThat(district.items(INDICATORS + "receipts_overridden?by=reason&from=2019-03-02&"))
        .containsExactly("SEEN_AT_HOME 1");
    district.awaitItems(INDICATORS + "receipts_answered?by=answer&", "NO 1");
  }

  private void override(UUID receipt, String outcome, String reason, String day) {
    district.tell(
        "receipt.overridden",
        receipt,
        """
        {"receiptId": "%s", "unit": "%s.A1.D1", "outcome": "%s", "amount": "700.00",
         "reasonCode": "%s", "overriddenOn": "%s"}
        """
            .formatted(receipt, district, outcome, reason, day));
  }
}
