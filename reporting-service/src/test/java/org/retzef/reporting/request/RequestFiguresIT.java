package org.retzef.reporting.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;

@RetzefIT
class RequestFiguresIT {

  private static final String INDICATORS = "/api/v1/indicators/";

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  @Test
  void countsWhatIsRefusedByTierAndReason() {
    decide(UUID.randomUUID(), "REJECT", "REJECTED", "2", "\"PRICE_TOO_HIGH\"", "2019-03-01");
    decide(UUID.randomUUID(), "REJECT", "REJECTED", "1", "\"PRICE_TOO_HIGH\"", "2019-03-02");
    decide(UUID.randomUUID(), "RETURN", "DRAFT", "1", "\"DETAILS_MISSING\"", "2019-03-02");
    district.awaitTotal(INDICATORS + "requests_refused", 2);
    assertThat(district.items(INDICATORS + "requests_refused?by=tier&"))
        .containsExactly("1 1", "2 1");
    assertThat(district.items(INDICATORS + "requests_refused?by=reason&"))
        .containsExactly("PRICE_TOO_HIGH 2");
    assertThat(district.items(INDICATORS + "requests_refused?by=reason&from=2019-03-02&"))
        .containsExactly("PRICE_TOO_HIGH 1");
  }

  /** Nobody has decided, so it has no tier. */
  @Test
  void countsWhatIsWithdrawnByWhoAsked() {
    decide(UUID.randomUUID(), "WITHDRAW", "WITHDRAWN", "null", "null", "2019-03-01");
    district.awaitTotal(INDICATORS + "requests_withdrawn", 1);
    assertThat(district.items(INDICATORS + "requests_withdrawn?by=tier&")).isEmpty();
    district.awaitTotal(INDICATORS + "requests_refused", 0);
  }

  @Test
  void countsWhatIsApprovedAfterAnAppealAsRefusedToo() {
    UUID request = UUID.randomUUID();
    decide(request, "REJECT", "REJECTED", "1", "\"NOT_IN_PLAN\"", "2019-02-01");
    decide(request, "APPROVE", "APPROVED", "3", "null", "2019-03-01");
    district.awaitTotal(INDICATORS + "requests_approved", 1);
    assertThat(district.items(INDICATORS + "requests_approved?by=tier&")).containsExactly("3 1");
    district.awaitTotal(INDICATORS + "requests_refused", 1);
  }

  private void decide(
      UUID request, String decision, String status, String tier, String reason, String day) {
    district.tell(
        "request.decided",
        request,
        """
        {"requestId": "%s", "basketId": "%s", "familyId": "%s", "unit": "%s.A1.D1",
         "amount": "1900.00", "decision": "%s", "status": "%s", "tier": %s, "reasonCode": %s,
         "decidedOn": "%s"}
        """
            .formatted(
                request,
                UUID.randomUUID(),
                UUID.randomUUID(),
                district,
                decision,
                status,
                tier,
                reason,
                day));
  }
}
