package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Where a purchase's voucher is paid, and a payment undone; and what that leaves. */
final class PaymentDesk {

  static final String WRONG = "{\"reasonCode\":\"WRONG_AMOUNT\"}";

  private final ApprovedPurchase purchase;

  PaymentDesk(ApprovedPurchase purchase) {
    this.purchase = purchase;
  }

  /** All of it delivered, and the family has said so; answers the voucher. */
  String received() {
    String voucher = purchase.signed();
    purchase.deliver(purchase.worker(), voucher).expectStatus().isCreated();
    purchase.answer(voucher, ReceiptAnswer.YES);
    return voucher;
  }

  /** By the head; answers the voucher. */
  String paid(@Nullable String amount) {
    return paid(received(), amount);
  }

  String paid(String voucher, @Nullable String amount) {
    pay(purchase.head(), voucher, amount).expectStatus().isCreated();
    return voucher;
  }

  /**
   * @param amount null for all that may be paid
   */
  ResponseSpec pay(Desk desk, String voucher, @Nullable String amount) {
    return desk.post(
        "/vouchers/" + voucher + "/payment",
        amount == null ? "{}" : "{\"amount\":\"" + amount + "\"}",
        purchase.eTag(voucher));
  }

  ResponseSpec reverse(Desk desk, String voucher) {
    return desk.post(reversal(voucher), WRONG, purchase.eTag(voucher));
  }

  static String reversal(String voucher) {
    return "/vouchers/" + voucher + "/payment/reversal";
  }

  /** Of today. */
  ResponseSpec invoice(Desk desk, String voucher, String number, String amount) {
    return invoice(desk, voucher, number, amount, AskedBasket.today());
  }

  ResponseSpec invoice(
      Desk desk, String voucher, String number, String amount, LocalDate issuedOn) {
    return desk.post(
        "/vouchers/" + voucher + "/invoice",
        "{\"number\":\"%s\",\"amount\":\"%s\",\"issuedOn\":\"%s\"}"
            .formatted(number, amount, issuedOn),
        purchase.eTag(voucher));
  }

  void assertPayment(String voucher, String status) {
    assertThat(payment(voucher).get("status").asString()).isEqualTo(status);
  }

  void assertPayment(String voucher, String status, String amount) {
    assertPayment(voucher, status);
    assertThat(payment(voucher).get("amount").asString()).isEqualTo(amount);
  }

  private JsonNode payment(String voucher) {
    return purchase.worker().read("/vouchers/" + voucher + "/payment");
  }

  void assertBasket(String reserved, String spent, String left) {
    JsonNode now = purchase.worker().read("/baskets/" + purchase.basket());
    assertThat(now.get("reserved").asString()).isEqualTo(reserved);
    assertThat(now.get("spent").asString()).isEqualTo(spent);
    assertThat(now.get("left").asString()).isEqualTo(left);
  }

  void assertProven() {
    assertThat(purchase.manager().read("/ledger/proof").get("difference").asString())
        .isEqualTo("0.00");
  }

  /** An account of the ledger. */
  JsonNode account(String name) {
    return purchase.manager().read("/ledger/accounts?prefix=" + name).get("items").get(0);
  }

  /** What is told of the payments on this purchase, once it is so much. */
  List<TestEvent> told(TestEvents events, int atLeast) {
    return events.await(
        atLeast,
        event ->
            event.subject().equals(purchase.request())
                && event.type().startsWith("org.retzef.payment."));
  }
}
