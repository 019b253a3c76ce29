package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.today;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Delivery in parts, invoices, and a payment that is never above either. */
@RetzefIT
class PartialDeliveryIT {

  @RegisterExtension final ApprovedPurchase purchase = new ApprovedPurchase();

  private final PaymentDesk desk = new PaymentDesk(purchase);

  @Autowired private WebTestClient http;

  @Test
  void deliversInPartsAndAsksTheFamilyWhenAllHasCome() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String voucher = purchase.signed();
      JsonNode first =
          Answers.json(purchase.deliver(voucher, "700.00", null).expectStatus().isCreated());
      assertThat(first.get("status").asString()).isEqualTo("ORDERED");
      assertThat(first.get("toDeliver").asString()).isEqualTo("1200.00");
      purchase
          .deliver(voucher, "1200.01", null)
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.errors[0].code")
          .isEqualTo("delivery-above-order");
      JsonNode last =
          Answers.json(purchase.deliver(voucher, null, null).expectStatus().isCreated());
      assertThat(last.get("status").asString()).isEqualTo("DELIVERED");
      assertThat(last.get("delivered").asString()).isEqualTo("1900.00");
      Answers.refused(purchase.deliver(voucher, null, null), 409, "step-not-allowed");
      assertThat(
              events.await(3, purchase.request()).stream()
                  .filter(event -> event.type().equals("org.retzef.delivery.confirmed.v1")))
          .hasSize(1);
    }
  }

  @Test
  void paysNoMoreThanWhatCameWhenTheRestNeverDoes() {
    String voucher = purchase.signed();
    purchase.deliver(voucher, "700.00", true).expectStatus().isCreated();
    purchase.answer(voucher, ReceiptAnswer.YES);
    assertThat(purchase.worker().read("/vouchers/" + voucher).get("confirmed").asString())
        .isEqualTo("700.00");
    assertThat(Answers.faults(desk.pay(purchase.head(), voucher, "700.01")))
        .containsExactly("amount payment-above-delivery");
    JsonNode paid =
        Answers.json(desk.pay(purchase.head(), voucher, null).expectStatus().isCreated());
    assertThat(paid.get("amount").asString()).isEqualTo("700.00");
    assertThat(purchase.left()).isEqualTo("7300.00");
  }

  @Test
  void takesInvoicesUpToWhatWasDeliveredAndPaysUpToThem() {
    String voucher = purchase.signed();
    Desk vendor = purchase.vendor();
    Answers.refused(desk.invoice(vendor, voucher, "A-1", "10.00"), 409, "invoice-above-delivery");
    purchase.deliver(voucher, null, null).expectStatus().isCreated();
    desk.invoice(vendor, voucher, "A-1", "1000.00").expectStatus().isCreated();
    Answers.refused(desk.invoice(vendor, voucher, "A-1", "1.00"), 409, "invoice-exists");
    Answers.refused(desk.invoice(vendor, voucher, "A-2", "900.01"), 409, "invoice-above-delivery");
    desk.invoice(vendor, voucher, "A-2", "500.00").expectStatus().isCreated();
    desk.invoice(purchase.worker(), voucher, "A-3", "1.00").expectStatus().isForbidden();
    Answers.refused(
        Desk.vendor(http, "VENDOR-OTHER").get("/vouchers/" + voucher + "/invoice"),
        404,
        "voucher-not-found");
    assertThat(vendor.read("/vouchers/" + voucher + "/invoice").get("items")).hasSize(2);
    purchase.answer(voucher, ReceiptAnswer.YES);
    assertThat(Answers.faults(desk.pay(purchase.head(), voucher, "1500.01")))
        .containsExactly("amount payment-above-invoice");
    assertThat(
            Answers.json(desk.pay(purchase.head(), voucher, null).expectStatus().isCreated())
                .get("amount")
                .asString())
        .isEqualTo("1500.00");
    desk.assertProven();
  }

  @Test
  void takesNoInvoiceOnceItCouldNeverBePaid() {
    Desk vendor = purchase.vendor();
    String voucher = purchase.signed();
    purchase.deliver(voucher, null, null).expectStatus().isCreated();
    purchase.answer(voucher, ReceiptAnswer.YES);
    desk.pay(purchase.head(), voucher, null).expectStatus().isCreated();
    Answers.refused(desk.invoice(vendor, voucher, "A-1", "1000.00"), 409, "step-not-allowed");
    assertThat(vendor.read("/vouchers/" + voucher + "/invoice").get("items")).isEmpty();
  }

  @Test
  void takesNoFurtherInvoiceAfterTheFirstWasPaid() {
    Desk vendor = purchase.vendor();
    String voucher = purchase.signed();
    purchase.deliver(voucher, null, null).expectStatus().isCreated();
    desk.invoice(vendor, voucher, "A-1", "1000.00").expectStatus().isCreated();
    purchase.answer(voucher, ReceiptAnswer.YES);
    desk.pay(purchase.head(), voucher, null).expectStatus().isCreated();
    Answers.refused(desk.invoice(vendor, voucher, "A-2", "900.00"), 409, "step-not-allowed");
    assertThat(vendor.read("/vouchers/" + voucher + "/invoice").get("items")).hasSize(1);
  }

  @Test
  void takesNoInvoiceThatIsOlderThanTheVoucher() {
    Desk vendor = purchase.vendor();
    String voucher = purchase.signed();
    purchase.deliver(voucher, null, null).expectStatus().isCreated();
    assertThat(
            Answers.faults(desk.invoice(vendor, voucher, "A-1", "1000.00", today().minusDays(1))))
        .containsExactly("issuedOn date-before-issue");
    assertThat(vendor.read("/vouchers/" + voucher + "/invoice").get("items")).isEmpty();
  }
}
