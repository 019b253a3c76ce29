package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.today;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Delivery in parts, invoices, and a payment that is never above either. */
@RetzefIT
class PartialDeliveryIT {

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
    answer(voucher);
    assertThat(purchase.worker().read("/vouchers/" + voucher).get("confirmed").asString())
        .isEqualTo("700.00");
    assertThat(Answers.faults(pay(voucher, "{\"amount\":\"700.01\"}")))
        .containsExactly("amount payment-above-delivery");
    JsonNode paid = Answers.json(pay(voucher, "{}").expectStatus().isCreated());
    assertThat(paid.get("amount").asString()).isEqualTo("700.00");
    assertThat(purchase.left()).isEqualTo("7300.00");
  }

  @Test
  void takesInvoicesUpToWhatWasDeliveredAndPaysUpToThem() {
    String voucher = purchase.signed();
    Desk vendor = Desk.vendor(http, "VENDOR-DEMO");
    Answers.refused(invoice(vendor, voucher, "A-1", "10.00"), 409, "invoice-above-delivery");
    purchase.deliver(voucher, null, null).expectStatus().isCreated();
    invoice(vendor, voucher, "A-1", "1000.00").expectStatus().isCreated();
    Answers.refused(invoice(vendor, voucher, "A-1", "1.00"), 409, "invoice-exists");
    Answers.refused(invoice(vendor, voucher, "A-2", "900.01"), 409, "invoice-above-delivery");
    invoice(vendor, voucher, "A-2", "500.00").expectStatus().isCreated();
    invoice(Desk.worker(http), voucher, "A-3", "1.00").expectStatus().isForbidden();
    Answers.refused(
        Desk.vendor(http, "VENDOR-OTHER").get("/vouchers/" + voucher + "/invoice"),
        404,
        "voucher-not-found");
    assertThat(vendor.read("/vouchers/" + voucher + "/invoice").get("items")).hasSize(2);
    answer(voucher);
    assertThat(Answers.faults(pay(voucher, "{\"amount\":\"1500.01\"}")))
        .containsExactly("amount payment-above-invoice");
    assertThat(Answers.json(pay(voucher, "{}").expectStatus().isCreated()).get("amount").asString())
        .isEqualTo("1500.00");
    assertThat(purchase.manager().read("/ledger/proof").get("difference").asString())
        .isEqualTo("0.00");
  }

  @Test
  void takesNoInvoiceOnceItCouldNeverBePaid() {
    Desk vendor = Desk.vendor(http, "VENDOR-DEMO");
    String voucher = purchase.signed();
    purchase.deliver(voucher, null, null).expectStatus().isCreated();
    answer(voucher);
    pay(voucher, "{}").expectStatus().isCreated();
    Answers.refused(invoice(vendor, voucher, "A-1", "1000.00"), 409, "step-not-allowed");
    assertThat(vendor.read("/vouchers/" + voucher + "/invoice").get("items")).isEmpty();
  }

  @Test
  void takesNoFurtherInvoiceAfterTheFirstWasPaid() {
    Desk vendor = Desk.vendor(http, "VENDOR-DEMO");
    String voucher = purchase.signed();
    purchase.deliver(voucher, null, null).expectStatus().isCreated();
    invoice(vendor, voucher, "A-1", "1000.00").expectStatus().isCreated();
    answer(voucher);
    pay(voucher, "{}").expectStatus().isCreated();
    Answers.refused(invoice(vendor, voucher, "A-2", "900.00"), 409, "step-not-allowed");
    assertThat(vendor.read("/vouchers/" + voucher + "/invoice").get("items")).hasSize(1);
  }

  @Test
  void takesNoInvoiceThatIsOlderThanTheVoucher() {
    Desk vendor = Desk.vendor(http, "VENDOR-DEMO");
    String voucher = purchase.signed();
    purchase.deliver(voucher, null, null).expectStatus().isCreated();
    assertThat(Answers.faults(invoice(vendor, voucher, "A-1", "1000.00", today().minusDays(1))))
        .containsExactly("issuedOn date-before-issue");
    assertThat(vendor.read("/vouchers/" + voucher + "/invoice").get("items")).isEmpty();
  }

  private WebTestClient.ResponseSpec invoice(
      Desk desk, String voucher, String number, String amount) {
    return invoice(desk, voucher, number, amount, today());
  }

  private WebTestClient.ResponseSpec invoice(
      Desk desk, String voucher, String number, String amount, LocalDate issuedOn) {
    return desk.post(
        "/vouchers/" + voucher + "/invoice",
        "{\"number\":\"%s\",\"amount\":\"%s\",\"issuedOn\":\"%s\"}"
            .formatted(number, amount, issuedOn),
        purchase.worker().eTag("/vouchers/" + voucher));
  }

  private WebTestClient.ResponseSpec pay(String voucher, String body) {
    return Desk.head(http)
        .post(
            "/vouchers/" + voucher + "/payment",
            body,
            purchase.worker().eTag("/vouchers/" + voucher));
  }

  private void answer(String voucher) {
    commands.run(() -> deliveries.answered(UUID.fromString(voucher), ReceiptAnswer.YES)).block();
  }
}
