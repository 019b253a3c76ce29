package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** When a voucher is paid, by how much, and what that leaves in its basket. */
@RetzefIT
class PaidVoucherIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Deliveries deliveries;
  @Autowired private Commands commands;

  private ApprovedPurchase purchase;

  @BeforeEach
  void approveAPurchase() {
    purchase = ApprovedPurchase.of(http, database);
  }

  @Test
  void goesFromTheIssueToThePaymentInTheOrderOfItsRequest() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String voucher = purchase.signed();
      purchase.deliver(purchase.worker(), voucher).expectStatus().isCreated();
      assertPayment(voucher, "HELD");
      Answers.refused(pay(purchase.head(), voucher, "{}"), 409, "receipt-not-confirmed");
      answer(voucher, ReceiptAnswer.YES);
      assertPayment(voucher, "RELEASED");
      pay(purchase.head(), voucher, "{}").expectStatus().isCreated();
      assertPayment(voucher, "PAID");
      assertBasket("0.00", "1900.00", "6100.00");
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
    String voucher = received();
    String before = purchase.eTag(voucher);
    JsonNode first = Answers.json(pay(purchase.head(), voucher, "{}").expectStatus().isCreated());
    JsonNode second =
        Answers.json(
            purchase
                .head()
                .post("/vouchers/" + voucher + "/payment", "{\"amount\":\"1900.00\"}", before)
                .expectStatus()
                .isCreated());
    assertThat(second).isEqualTo(first);
    Answers.refused(pay(purchase.head(), voucher, "{\"amount\":\"1.00\"}"), 409, "already-paid");
    assertBasket("0.00", "1900.00", "6100.00");
  }

  @Test
  void leavesInTheBasketWhatTheVendorDidNotCharge() {
    String voucher = received();
    pay(Desk.basketManager(http), voucher, "{\"amount\":\"1899.99\"}").expectStatus().isCreated();
    assertBasket("0.00", "1899.99", "6100.01");
    assertThat(Desk.basketManager(http).read("/ledger/proof").get("difference").asString())
        .isEqualTo("0.00");
  }

  @Test
  void paysNoMoreThanTheVoucher() {
    String voucher = received();
    pay(purchase.head(), voucher, "{\"amount\":\"1900.01\"}")
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
    assertBasket("1900.00", "0.00", "6100.00");
  }

  @Test
  void holdsThePaymentWhenTheFamilySaysNo() {
    String voucher = purchase.signed();
    purchase.deliver(purchase.worker(), voucher).expectStatus().isCreated();
    answer(voucher, ReceiptAnswer.NO);
    assertThat(purchase.status()).isEqualTo("DISPUTED");
    assertPayment(voucher, "HELD");
    Answers.refused(pay(purchase.head(), voucher, "{}"), 409, "receipt-not-confirmed");
    assertThatThrownBy(() -> answer(voucher, ReceiptAnswer.YES))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("step-not-allowed"));
  }

  @Test
  void keepsNoFreeTextWithTheKeysOfCommands() {
    received();
    assertThat(
            database
                .sql("select string_agg(body, ' ') as dump from idempotency_key")
                .map(row -> row.get("dump", String.class))
                .one()
                .block())
        .contains(purchase.request())
        .doesNotContain("מקרר");
  }

  private String received() {
    String voucher = purchase.signed();
    purchase.deliver(purchase.worker(), voucher).expectStatus().isCreated();
    answer(voucher, ReceiptAnswer.YES);
    return voucher;
  }

  private WebTestClient.ResponseSpec pay(Desk desk, String voucher, String body) {
    return desk.post("/vouchers/" + voucher + "/payment", body, purchase.eTag(voucher));
  }

  private void answer(String voucher, ReceiptAnswer answer) {
    commands.run(() -> deliveries.answered(UUID.fromString(voucher), answer)).block();
  }

  private void assertPayment(String voucher, String status) {
    assertThat(purchase.worker().read("/vouchers/" + voucher + "/payment").get("status").asString())
        .isEqualTo(status);
  }

  private void assertBasket(String reserved, String spent, String left) {
    JsonNode now = purchase.worker().read("/baskets/" + purchase.basket());
    assertThat(now.get("reserved").asString()).isEqualTo(reserved);
    assertThat(now.get("spent").asString()).isEqualTo(spent);
    assertThat(now.get("left").asString()).isEqualTo(left);
  }
}
