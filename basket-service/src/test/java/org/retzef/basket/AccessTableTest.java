package org.retzef.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessTable;
import org.springframework.http.HttpMethod;

class AccessTableTest {

  @Test
  void theDocsTellWhoMayDoWhat() {
    AccessTable.of(new BasketAccess().accessRules(), "basket-service").assertIsInTheDocs();
  }

  /** F20: nor does anybody else who only goes to families. */
  @Test
  void aCompanionNeitherApprovesNorSpendsMoney() {
    assertThat(
            new BasketAccess()
                .accessRules().rules().stream()
                    .filter(rule -> rule.method() != HttpMethod.GET && !rule.open())
                    .filter(
                        rule ->
                            rule.allowed().contains("family-companion")
                                || rule.allowed().contains("otzma-worker")))
        .isEmpty();
  }

  /**
   * A family answers by the page, by a plain message ({@code ReceiptAnswersIT}), which a provider
   * may bring, or through its worker; everything else is its worker's to do.
   */
  @Test
  void aFamilyNeedsNeitherComputerNorCard() {
    AccessTable table = AccessTable.of(new BasketAccess().accessRules(), "basket-service");
    String forTheFamily = "POST /api/v1/receipts/{id}/override";
    table.assertCaseWorkersDoForFamilies(
        Map.of("POST /r/{token}", forTheFamily, "POST /sms/callbacks", forTheFamily));
    table.assertCaseWorkersMay(
        List.of(
            "POST /api/v1/baskets/{id}/requests",
            "PATCH /api/v1/requests/{id}",
            "GET /api/v1/requests/{id}/answer",
            "GET /api/v1/vouchers/{id}/document",
            "POST /api/v1/appeals"));
  }
}
