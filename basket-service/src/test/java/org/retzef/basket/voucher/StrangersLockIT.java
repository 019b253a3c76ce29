package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.APPROVE;
import static org.retzef.basket.AskedBasket.today;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.Desk;
import org.retzef.basket.OtherTransaction;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Whoever does not see a request waits for nobody who changes it, and holds up nobody. */
@RetzefIT
class StrangersLockIT {

  private static final String SEEN = "\"1\"";

  @RegisterExtension final ApprovedPurchase purchase = new ApprovedPurchase();

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @Test
  void isToldAtOnceThatThereIsNoneThoughSomebodyElseHasIt() {
    Desk strangeHead = Desk.of(http, "head-2", "IL.SOUTH.A0070.D1", "department-head");
    String request = "/requests/" + purchase.request();
    String voucher = "/vouchers/" + purchase.signed();
    String appeal = "{\"requestId\":\"%s\",\"ground\":\"OTHER\"}".formatted(purchase.request());
    String delivery = ApprovedPurchase.delivery(today());
    try (var other = new OtherTransaction(database)) {
      other.execute(
          "select from basket_request where id = '%s' for update".formatted(purchase.request()));
      assertThat(Answers.faults(purchase.stranger().post("/appeals", appeal)))
          .containsExactly("requestId request-not-found");
      Answers.refused(
          purchase.stranger().patch(request, "{\"status\":\"WITHDRAWN\"}", SEEN),
          404,
          "request-not-found");
      Answers.refused(
          strangeHead.post(request + "/decisions", APPROVE, SEEN), 404, "request-not-found");
      Answers.refused(strangeHead.post(voucher + "/payment", "{}", SEEN), 404, "voucher-not-found");
      Answers.refused(
          Desk.vendor(http, "V-OTHER").post(voucher + "/delivery", delivery, SEEN),
          404,
          "voucher-not-found");
    }
  }
}
