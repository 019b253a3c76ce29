package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** When a voucher is paid, by how much, and what that leaves in its basket. */
@RetzefIT
class PaidVoucherIT {

  @RegisterExtension final ApprovedPurchase purchase = new ApprovedPurchase();

  private final PaymentDesk desk = new PaymentDesk(purchase);

  @Autowired private DatabaseClient database;

  @Test
  void goesFromTheIssueToThePaymentInTheOrderOfItsRequest() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String voucher = purchase.signed();
      purchase.deliver(purchase.worker(), voucher).expectStatus().isCreated();
      desk.assertPayment(voucher, "HELD");
      Answers.refused(desk.pay(purchase.head(), voucher, null), 409, "receipt-not-confirmed");
      purchase.answer(voucher, ReceiptAnswer.YES);
      desk.assertPayment(voucher, "RELEASED");
      desk.pay(purchase.head(), voucher, null).expectStatus().isCreated();
      desk.assertPayment(voucher, "PAID");
      desk.assertBasket("0.00", "1900.00", "6100.00");
      assertThat(purchase.status()).isEqualTo("PAID");
      assertThat(events.await(4, purchase.request()))
          .extracting(TestEvent::type)
          .containsExactly(
              "org.retzef.voucher.issued.v1",
              "org.retzef.voucher.signed.v1",
              "org.retzef.delivery.confirmed.v1",
              "org.retzef.payment.recorded.v1");
      assertThat(events.await(4, purchase.request()).toString()).doesNotContain("מקרר", "worker-1");
      assertThat(events.await(4, purchase.request()).getLast().json())
          .as("as the ledger splits it")
          .contains("\"sources\":[{\"source\":\"MINISTRY\",\"amount\":\"1900.00\"}]");
    }
  }

  @Test
  void isPaidOnceHoweverOftenItIsAsked() {
    String voucher = desk.received();
    String before = purchase.eTag(voucher);
    JsonNode first =
        Answers.json(desk.pay(purchase.head(), voucher, null).expectStatus().isCreated());
    JsonNode second =
        Answers.json(
            purchase
                .head()
                .post("/vouchers/" + voucher + "/payment", "{\"amount\":\"1900.00\"}", before)
                .expectStatus()
                .isCreated());
    assertThat(second).isEqualTo(first);
    Answers.refused(desk.pay(purchase.head(), voucher, "1.00"), 409, "already-paid");
    desk.assertBasket("0.00", "1900.00", "6100.00");
  }

  @Test
  void leavesInTheBasketWhatTheVendorDidNotCharge() {
    String voucher = desk.received();
    desk.pay(purchase.manager(), voucher, "1899.99").expectStatus().isCreated();
    desk.assertBasket("0.00", "1899.99", "6100.01");
    desk.assertProven();
  }

  @Test
  void paysNoMoreThanTheVoucher() {
    String voucher = desk.received();
    desk.pay(purchase.head(), voucher, "1900.01")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("payment-above-voucher");
    purchase
        .worker()
        .post("/vouchers/" + voucher + "/payment", "{}", purchase.eTag(voucher))
        .expectStatus()
        .isForbidden();
    desk.assertBasket("1900.00", "0.00", "6100.00");
  }

  @Test
  void holdsThePaymentWhenTheFamilySaysNo() {
    String voucher = purchase.signed();
    purchase.deliver(purchase.worker(), voucher).expectStatus().isCreated();
    purchase.answer(voucher, ReceiptAnswer.NO);
    assertThat(purchase.status()).isEqualTo("DISPUTED");
    desk.assertPayment(voucher, "HELD");
    Answers.refused(desk.pay(purchase.head(), voucher, null), 409, "receipt-not-confirmed");
    assertThatThrownBy(() -> purchase.answer(voucher, ReceiptAnswer.YES))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("step-not-allowed"));
  }

  @Test
  void keepsNoFreeTextWithTheKeysOfCommands() {
    desk.received();
    assertThat(
            database
                .sql("select string_agg(body, ' ') as dump from idempotency_key")
                .map(row -> row.get("dump", String.class))
                .one()
                .block())
        .contains(purchase.request())
        .doesNotContain("מקרר");
  }
}
