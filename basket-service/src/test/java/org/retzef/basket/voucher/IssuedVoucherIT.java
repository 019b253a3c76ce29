package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.today;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** On what a voucher is issued, who sees it, and what is delivered on it. */
@RetzefIT
class IssuedVoucherIT {

  @RegisterExtension final ApprovedPurchase purchase = new ApprovedPurchase();

  @Autowired private WebTestClient http;
  @Autowired private Deliveries deliveries;

  @Test
  void isIssuedOnlyOnAnApprovedRequestAndOnce() {
    purchase.issued();
    Answers.refused(
        purchase.issue(purchase.request(), purchase.demoVendor()), 409, "step-not-allowed");
    String open = purchase.worker().asks(purchase.basket(), "10.00");
    Answers.refused(purchase.issue(open, purchase.demoVendor()), 409, "step-not-allowed");
    purchase
        .head()
        .decides(open, "{\"decision\":\"REJECT\",\"reasonCode\":\"OTHER\"}")
        .expectStatus()
        .isCreated();
    Answers.refused(purchase.issue(open, purchase.demoVendor()), 409, "step-not-allowed");
    Answers.refused(
        purchase.issue(purchase.stranger(), purchase.request(), purchase.demoVendor()),
        404,
        "request-not-found");
  }

  @Test
  void refusesAVendorThatThereIsNot() {
    purchase
        .worker()
        .post(
            "/requests/" + purchase.request() + "/vouchers",
            "{\"vendorId\":\"%s\"}".formatted(UUID.randomUUID()))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("vendor-unknown");
  }

  @Test
  void isSeenAndDeliveredByItsOwnVendorAlone() {
    String voucher = purchase.signed();
    Desk other = Desk.vendor(http, "VENDOR-OTHER");
    Answers.refused(other.get("/vouchers/" + voucher), 404, "voucher-not-found");
    Answers.refused(purchase.deliver(other, voucher), 404, "voucher-not-found");
    Desk own = purchase.vendor();
    assertThat(own.read("/vouchers/" + voucher).toString())
        .contains("מקרר")
        .doesNotContain(purchase.familyId());
    Desk.of(http, "v", "IL", "vendor").get("/vouchers/" + voucher).expectStatus().isNotFound();
    purchase.deliver(own, voucher).expectStatus().isCreated();
    own.get("/requests/" + purchase.request()).expectStatus().isForbidden();
    Answers.refused(purchase.stranger().get("/vouchers/" + voucher), 404, "voucher-not-found");
  }

  @Test
  void isNotDeliveredBeforeItsIssueNorTomorrow() {
    String voucher = purchase.signed();
    for (LocalDate day : new LocalDate[] {today().minusDays(1), today().plusDays(1)}) {
      purchase
          .deliver(purchase.worker(), voucher, day)
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.errors[0].field")
          .isEqualTo("deliveredOn");
    }
  }

  @Test
  void changesOnlyUponTheVersionThatWasRead() {
    String path = "/vouchers/" + purchase.issued();
    purchase.worker().post(path + "/signature", null, null).expectStatus().isEqualTo(428);
    purchase
        .worker()
        .post(path + "/signature", null, "\"9\"")
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.status")
        .isEqualTo("ORDERED");
    purchase
        .worker()
        .post(path + "/signature", null, "\"1\"")
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals("ETag", "\"2\"");
    purchase
        .worker()
        .post(path + "/delivery", ApprovedPurchase.delivery(today()), "\"1\"")
        .expectStatus()
        .isEqualTo(412);
    purchase
        .worker()
        .post(path + "/delivery", ApprovedPurchase.delivery(today()), "\"2\"")
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals("ETag", "\"3\"");
    assertThat(purchase.worker().eTag(path)).isEqualTo("\"3\"");
  }

  @Test
  void tellsTheReceiptWhatWasDelivered() {
    String voucher = purchase.signed();
    purchase.deliver(purchase.worker(), voucher).expectStatus().isCreated();
    Delivery delivery = deliveries.find(UUID.fromString(voucher)).block();
    assertThat(delivery.deliveredOn()).isEqualTo(today());
    assertThat(delivery.categories()).extracting(c -> c.name("ar")).containsExactly("معدات منزلية");
    assertThat(delivery.amount()).hasToString("1900.00");
    assertThat(delivery.familyId()).hasToString(purchase.familyId());
    assertThat(deliveries.find(UUID.randomUUID()).block()).isNull();
  }

  @Test
  void isVerifiedByWhoeverScansItAndTellsNothingOfTheFamily() throws Exception {
    String voucher = purchase.issued();
    byte[] pdf =
        purchase
            .worker()
            .get("/vouchers/" + voucher + "/document?language=ar")
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentType("application/pdf")
            .expectBody()
            .returnResult()
            .getResponseBody();
    String page;
    try (var document = org.apache.pdfbox.Loader.loadPDF(pdf)) {
      String text = new org.apache.pdfbox.text.PDFTextStripper().getText(document);
      assertThat(text).contains("معدات منزلية", "1,900.00").doesNotContain(purchase.familyId());
      var link = java.util.regex.Pattern.compile("/v/[0-9a-z]{25}").matcher(text);
      assertThat(link.find()).isTrue();
      page = link.group();
    }
    assertThat(scan(page, 200))
        .contains("dir=\"rtl\"", "השובר אינו חתום")
        .doesNotContain("<script");
    purchase.sign(voucher);
    assertThat(scan(page + "?lang=en", 200))
        .contains("The voucher is good", "Household equipment", "1,900.00")
        .doesNotContain("מקרר", purchase.familyId(), "worker-1", purchase.request());
    assertThat(scan(page + "?lang=ar", 200)).contains("القسيمة صالحة");
    purchase.execute(
        "update voucher set content = replace(content, '1900.00', '9900.00') where id = '%s'",
        voucher);
    assertThat(scan(page, 200)).contains("השובר אינו תקף");
    purchase.execute(
        "update voucher set content = replace(content, '9900.00', '1900.00') where id = '%s'",
        voucher);
    purchase.deliver(purchase.worker(), voucher).expectStatus().isCreated();
    assertThat(scan(page, 200)).contains("השובר נוצל");
    assertThat(scan("/v/0123456789abcdefghijklmno", 404)).contains("אין שובר כזה");
    assertThat(scan("/v/x", 404)).contains("אין שובר כזה");
    assertThat(
            Answers.faults(purchase.worker().get("/vouchers/" + voucher + "/document?language=ru")))
        .containsExactly("language language-of-document");
    Answers.refused(
        purchase.stranger().get("/vouchers/" + voucher + "/document"), 404, "voucher-not-found");
  }

  private String scan(String page, int status) {
    return http.get()
        .uri(page)
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .valueEquals("Cache-Control", "no-store")
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }
}
