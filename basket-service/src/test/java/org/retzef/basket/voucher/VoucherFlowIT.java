package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class VoucherFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private Deliveries deliveries;
  @Autowired private Commands commands;
  @Autowired private DatabaseClient database;

  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private String basket;
  private String request;

  @BeforeEach
  void approveARequest() {
    basket = worker().opensABasket("NOSHMIM_ROUTINE");
    request = worker().asks(basket, "1900.00");
    head().decides(request, "{\"decision\":\"APPROVE\"}").expectStatus().isCreated();
  }

  @Test
  void goesFromTheIssueToThePaymentInTheOrderOfItsRequest() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String voucher = issued();
      sign(voucher);
      deliver(worker(), voucher).expectStatus().isCreated();
      assertPayment(voucher, "HELD");
      Desk.refused(pay(head(), voucher, "{}"), 409, "receipt-not-confirmed");
      answer(voucher, ReceiptAnswer.YES);
      assertPayment(voucher, "RELEASED");
      pay(head(), voucher, "{}").expectStatus().isCreated();
      assertPayment(voucher, "PAID");
      assertBasket("0.00", "1900.00", "6100.00");
      assertThat(status()).isEqualTo("PAID");
      assertThat(events.await(4, request))
          .extracting(TestEvent::type)
          .containsExactly(
              "org.retzef.voucher.issued.v1",
              "org.retzef.voucher.signed.v1",
              "org.retzef.delivery.confirmed.v1",
              "org.retzef.payment.recorded.v1");
      assertThat(events.await(4, request).toString()).doesNotContain("מקרר", "worker-1");
    }
  }

  @Test
  void isIssuedOnlyOnAnApprovedRequestAndOnce() {
    issued();
    Desk.refused(issue(worker(), request), 409, "step-not-allowed");
    String open = worker().asks(basket, "10.00");
    Desk.refused(issue(worker(), open), 409, "step-not-allowed");
    head()
        .decides(open, "{\"decision\":\"REJECT\",\"reasonCode\":\"OTHER\"}")
        .expectStatus()
        .isCreated();
    Desk.refused(issue(worker(), open), 409, "step-not-allowed");
    Desk.refused(issue(stranger(), request), 404, "request-not-found");
  }

  @Test
  void refusesAVendorThatThereIsNot() {
    worker()
        .post(
            "/requests/" + request + "/vouchers",
            "{\"vendorId\":\"%s\"}".formatted(UUID.randomUUID()))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("vendor-unknown");
  }

  @Test
  void isDeliveredOnlyWhenSigned() {
    String voucher = issued();
    Desk.refused(deliver(worker(), voucher), 409, "voucher-not-signed");
    Desk.refused(worker().get("/vouchers/" + voucher + "/signature"), 404, "signature-not-found");
    sign(voucher);
    Desk.refused(
        worker().post("/vouchers/" + voucher + "/signature", null, eTag(voucher)),
        409,
        "already-signed");
  }

  @Test
  void noticesOneByteThatWasChanged() {
    String voucher = issued();
    sign(voucher);
    assertSignatureIsValid(voucher, true);
    execute(
        "update voucher set content = replace(content, '1900.00', '9900.00') where id = '%s'",
        voucher);
    assertSignatureIsValid(voucher, false);
    Desk.refused(deliver(worker(), voucher), 409, "signature-invalid");
    execute(
        "update voucher set content = replace(content, '9900.00', '1900.00') where id = '%s'",
        voucher);
    assertSignatureIsValid(voucher, true);
    execute("update request_item set description = 'אחר' where request_id = '%s'", request);
    assertSignatureIsValid(voucher, false);
    Desk.refused(deliver(worker(), voucher), 409, "signature-invalid");
    assertThat(status()).isEqualTo("ORDERED");
  }

  @Test
  void isSeenAndDeliveredByItsOwnVendorAlone() {
    String voucher = issued();
    sign(voucher);
    Desk other = Desk.vendor(http, "VENDOR-OTHER");
    Desk.refused(other.get("/vouchers/" + voucher), 404, "voucher-not-found");
    Desk.refused(
        other.post("/vouchers/" + voucher + "/delivery", delivery(today), eTag(voucher)),
        404,
        "voucher-not-found");
    Desk own = Desk.vendor(http, "VENDOR-DEMO");
    assertThat(own.read("/vouchers/" + voucher).toString())
        .contains("מקרר")
        .doesNotContain(familyId());
    Desk.of(http, "v", "IL", "vendor").get("/vouchers/" + voucher).expectStatus().isNotFound();
    deliver(own, voucher).expectStatus().isCreated();
    own.get("/requests/" + request).expectStatus().isForbidden();
    Desk.refused(stranger().get("/vouchers/" + voucher), 404, "voucher-not-found");
  }

  @Test
  void isNotDeliveredBeforeItsIssueNorTomorrow() {
    String voucher = issued();
    sign(voucher);
    for (LocalDate day : new LocalDate[] {today.minusDays(1), today.plusDays(1)}) {
      worker()
          .post("/vouchers/" + voucher + "/delivery", delivery(day), eTag(voucher))
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.errors[0].field")
          .isEqualTo("deliveredOn");
    }
  }

  @Test
  void changesOnlyUponTheVersionThatWasRead() {
    String path = "/vouchers/" + issued();
    worker().post(path + "/signature", null, null).expectStatus().isEqualTo(428);
    worker()
        .post(path + "/signature", null, "\"9\"")
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.status")
        .isEqualTo("ORDERED");
    worker()
        .post(path + "/signature", null, "\"1\"")
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals("ETag", "\"2\"");
    worker().post(path + "/delivery", delivery(today), "\"1\"").expectStatus().isEqualTo(412);
    worker()
        .post(path + "/delivery", delivery(today), "\"2\"")
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals("ETag", "\"3\"");
    assertThat(worker().eTag(path)).isEqualTo("\"3\"");
  }

  @Test
  void isPaidOnceHoweverOftenItIsAsked() {
    String voucher = received();
    String before = eTag(voucher);
    JsonNode first = Desk.json(pay(head(), voucher, "{}").expectStatus().isCreated());
    JsonNode second =
        Desk.json(
            head()
                .post("/vouchers/" + voucher + "/payment", "{\"amount\":\"1900.00\"}", before)
                .expectStatus()
                .isCreated());
    assertThat(second).isEqualTo(first);
    Desk.refused(pay(head(), voucher, "{\"amount\":\"1.00\"}"), 409, "already-paid");
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
    pay(head(), voucher, "{\"amount\":\"1900.01\"}")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("payment-above-voucher");
    worker()
        .post("/vouchers/" + voucher + "/payment", "{}", eTag(voucher))
        .expectStatus()
        .isForbidden();
    assertBasket("1900.00", "0.00", "6100.00");
  }

  @Test
  void holdsThePaymentWhenTheFamilySaysNo() {
    String voucher = issued();
    sign(voucher);
    deliver(worker(), voucher).expectStatus().isCreated();
    answer(voucher, ReceiptAnswer.NO);
    assertThat(status()).isEqualTo("DISPUTED");
    assertPayment(voucher, "HELD");
    Desk.refused(pay(head(), voucher, "{}"), 409, "receipt-not-confirmed");
    assertThatThrownBy(() -> answer(voucher, ReceiptAnswer.YES))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("step-not-allowed"));
  }

  @Test
  void tellsTheReceiptWhatWasDelivered() {
    String voucher = issued();
    sign(voucher);
    deliver(worker(), voucher).expectStatus().isCreated();
    Delivery delivery = deliveries.find(UUID.fromString(voucher)).block();
    assertThat(delivery.deliveredOn()).isEqualTo(today);
    assertThat(delivery.categories()).extracting(c -> c.name("ar")).containsExactly("معدات منزلية");
    assertThat(delivery.amount()).hasToString("1900.00");
    assertThat(delivery.familyId()).hasToString(familyId());
    assertThat(deliveries.find(UUID.randomUUID()).block()).isNull();
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
        .contains(request)
        .doesNotContain("מקרר");
  }

  private String received() {
    String voucher = issued();
    sign(voucher);
    deliver(worker(), voucher).expectStatus().isCreated();
    answer(voucher, ReceiptAnswer.YES);
    return voucher;
  }

  private String issued() {
    return Desk.id(issue(worker(), request));
  }

  private WebTestClient.ResponseSpec issue(Desk desk, String request) {
    String vendor = worker().read("/vendors").get("items").get(0).get("id").asString();
    return desk.post(
        "/requests/" + request + "/vouchers", "{\"vendorId\":\"%s\"}".formatted(vendor));
  }

  private void sign(String voucher) {
    worker()
        .post("/vouchers/" + voucher + "/signature", null, eTag(voucher))
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.valid")
        .isEqualTo(true);
  }

  private WebTestClient.ResponseSpec deliver(Desk desk, String voucher) {
    return desk.post("/vouchers/" + voucher + "/delivery", delivery(today), eTag(voucher));
  }

  private static String delivery(LocalDate day) {
    return "{\"deliveredOn\":\"%s\"}".formatted(day);
  }

  private WebTestClient.ResponseSpec pay(Desk desk, String voucher, String body) {
    return desk.post("/vouchers/" + voucher + "/payment", body, eTag(voucher));
  }

  private void answer(String voucher, ReceiptAnswer answer) {
    commands.run(() -> deliveries.answered(UUID.fromString(voucher), answer)).block();
  }

  private String eTag(String voucher) {
    return worker().eTag("/vouchers/" + voucher);
  }

  private String status() {
    return worker().read("/requests/" + request).get("status").asString();
  }

  private String familyId() {
    return worker().read("/requests/" + request).get("familyId").asString();
  }

  private void assertPayment(String voucher, String status) {
    assertThat(worker().read("/vouchers/" + voucher + "/payment").get("status").asString())
        .isEqualTo(status);
  }

  private void assertSignatureIsValid(String voucher, boolean valid) {
    assertThat(worker().read("/vouchers/" + voucher + "/signature").get("valid").asBoolean())
        .isEqualTo(valid);
  }

  private void assertBasket(String reserved, String spent, String left) {
    JsonNode now = worker().read("/baskets/" + basket);
    assertThat(now.get("reserved").asString()).isEqualTo(reserved);
    assertThat(now.get("spent").asString()).isEqualTo(spent);
    assertThat(now.get("left").asString()).isEqualTo(left);
  }

  private void execute(String sql, String id) {
    database.sql(sql.formatted(id)).then().block();
  }

  private Desk worker() {
    return Desk.worker(http);
  }

  private Desk head() {
    return Desk.head(http);
  }

  private Desk stranger() {
    return Desk.of(http, "worker-2", "IL.SOUTH.A0070.D1", "family-social-worker");
  }
}
