package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
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
      assertThat(events.await(4, request).getLast().json())
          .as("as the ledger splits it")
          .contains("\"sources\":[{\"source\":\"MINISTRY\",\"amount\":\"1900.00\"}]");
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
  void hasASignatureThatAnybodyCanVerifyWithThePublishedKeyOfItsSigner() throws Exception {
    String voucher = issued();
    sign(voucher);
    JsonNode signature = worker().read("/vouchers/" + voucher + "/signature");
    JsonNode key = published(signature.get("keyId").asString());
    assertThat(key.toString()).doesNotContain("worker-1");
    var verifier = java.security.Signature.getInstance("Ed25519");
    verifier.initVerify(
        java.security.KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new java.security.spec.X509EncodedKeySpec(
                    Base64.getDecoder().decode(key.get("publicKey").asString()))));
    verifier.update(signature.get("signed").asString().getBytes(StandardCharsets.UTF_8));
    assertThat(verifier.verify(Base64.getDecoder().decode(signature.get("signature").asString())))
        .isTrue();
    assertThat(signature.get("signed").asString())
        .contains(signature.get("contentHash").asString(), signature.get("signedAt").asString());
  }

  /** Without any token. */
  private JsonNode published(String keyId) {
    JsonNode keys = Desk.json(http.get().uri("/api/v1/vouchers/signing-keys?limit=200").exchange());
    for (JsonNode key : keys.get("items")) {
      if (key.get("keyId").asString().equals(keyId)) {
        return key;
      }
    }
    throw new AssertionError("not published: " + keyId);
  }

  @Test
  void isNotSignedByAnotherVouchersSignatureNorAKeyThatIsUnknown() {
    String voucher = issued();
    sign(voucher);
    String other = Desk.id(issue(worker(), approved()));
    sign(other);
    execute(
        """
        update voucher set (signature, content_hash, key_id, signed_at) =
               (select signature, content_hash, key_id, signed_at from voucher where id <> '%1$s'
                 and signature is not null order by signed_at desc limit 1)
         where id = '%1$s'
        """,
        voucher);
    assertThat(fault(voucher)).isEqualTo("CONTENT_CHANGED");
    execute(
        "update voucher set content_hash = encode(sha256(content::bytea), 'hex') where id = '%s'",
        voucher);
    assertThat(fault(voucher)).isEqualTo("SIGNATURE_WRONG");
    execute("update voucher set key_id = '0123456789abcdef' where id = '%s'", voucher);
    assertThat(fault(voucher)).isEqualTo("KEY_UNKNOWN");
    Desk.refused(deliver(worker(), voucher), 409, "signature-invalid");
    execute("update voucher set signed_at = signed_at - interval '1 day' where id = '%s'", other);
    assertThat(fault(other)).isEqualTo("SIGNATURE_WRONG");
  }

  @Test
  void doesNotCountWhenItsSignersKeyWasCompromisedAndIsSignedAnew() {
    Desk signer = Desk.of(http, "signer-" + request, Desk.DEPARTMENT, "family-social-worker");
    String voucher = issued();
    signer
        .post("/vouchers/" + voucher + "/signature", null, eTag(voucher))
        .expectStatus()
        .isCreated();
    String key = worker().read("/vouchers/" + voucher + "/signature").get("keyId").asString();
    String path = "/vouchers/signing-keys/" + key + "/revocation";
    worker().post(path, "{\"reason\":\"LEFT\"}", "\"1\"").expectStatus().isForbidden();
    Desk manager = Desk.basketManager(http);
    manager.post(path, "{\"reason\":\"LEFT\"}", null).expectStatus().isEqualTo(428);
    manager.post(path, "{\"reason\":\"COMPROMISED\"}", "\"1\"").expectStatus().isCreated();
    Desk.refused(manager.post(path, "{\"reason\":\"LEFT\"}", "\"2\""), 409, "signing-key-revoked");
    assertThat(fault(voucher)).isEqualTo("KEY_REVOKED");
    Desk.refused(deliver(worker(), voucher), 409, "signature-invalid");
    signer
        .post("/vouchers/" + voucher + "/signature", null, eTag(voucher))
        .expectStatus()
        .isCreated();
    assertThat(worker().read("/vouchers/" + voucher + "/signature").get("keyId").asString())
        .isNotEqualTo(key);
    deliver(worker(), voucher).expectStatus().isCreated();
  }

  @Test
  void keepsCountingWhenItsSignerLeftAfterSigning() {
    Desk signer = Desk.of(http, "leaver-" + request, Desk.DEPARTMENT, "family-social-worker");
    String voucher = issued();
    signer
        .post("/vouchers/" + voucher + "/signature", null, eTag(voucher))
        .expectStatus()
        .isCreated();
    String key = worker().read("/vouchers/" + voucher + "/signature").get("keyId").asString();
    Desk.basketManager(http)
        .post("/vouchers/signing-keys/" + key + "/revocation", "{\"reason\":\"LEFT\"}", "\"1\"")
        .expectStatus()
        .isCreated();
    assertSignatureIsValid(voucher, true);
    assertThatThrownBy(() -> execute("delete from signing_key where id = '%s'", key))
        .hasStackTraceContaining("is refused");
    assertThatThrownBy(
            () -> execute("update signing_key set revoked_at = null where id = '%s'", key))
        .hasStackTraceContaining("is refused");
  }

  @Test
  void isSignedOnPaperWhereTheAuthorityHasNoElectronicSigning() {
    String voucher = issued();
    String paper = "{\"signedOn\":\"%s\"}".formatted(today);
    Desk.refused(
        worker().post("/vouchers/" + voucher + "/paper-signature", paper, eTag(voucher)),
        409,
        "electronic-signing-on");
    Desk manager = Desk.basketManager(http);
    manager
        .post(
            "/vouchers/electronic-signing",
            "{\"unit\":\"IL.SOUTH.A9999\",\"firstDay\":\"%s\",\"enabled\":false}".formatted(today))
        .expectStatus()
        .isCreated();
    execute("update basket set unit = 'IL.SOUTH.A9999.D1' where id = '%s'", basket);
    Desk there = Desk.of(http, "worker-8", "IL.SOUTH.A9999.D1", "family-social-worker");
    String path = "/vouchers/" + voucher;
    Desk.refused(
        there.post(path + "/signature", null, there.eTag(path)), 409, "electronic-signing-off");
    there.post(path + "/paper-signature", paper, there.eTag(path)).expectStatus().isCreated();
    there.post(path + "/delivery", delivery(today), there.eTag(path)).expectStatus().isCreated();
    assertThat(manager.read("/vouchers/electronic-signing").toString())
        .contains("IL.HAIFA_NORTH.A1020", "IL.SOUTH.A9999");
    there.post("/vouchers/electronic-signing", "{}").expectStatus().isForbidden();
  }

  @Test
  void isVerifiedByWhoeverScansItAndTellsNothingOfTheFamily() throws Exception {
    String voucher = issued();
    byte[] pdf =
        worker()
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
      assertThat(text).contains("معدات منزلية", "1,900.00").doesNotContain(familyId());
      var link = java.util.regex.Pattern.compile("/v/[0-9a-z]{25}").matcher(text);
      assertThat(link.find()).isTrue();
      page = link.group();
    }
    assertThat(scan(page, 200))
        .contains("dir=\"rtl\"", "השובר אינו חתום")
        .doesNotContain("<script");
    sign(voucher);
    assertThat(scan(page + "?lang=en", 200))
        .contains("The voucher is good", "Household equipment", "1,900.00")
        .doesNotContain("מקרר", familyId(), "worker-1", request);
    assertThat(scan(page + "?lang=ar", 200)).contains("القسيمة صالحة");
    execute(
        "update voucher set content = replace(content, '1900.00', '9900.00') where id = '%s'",
        voucher);
    assertThat(scan(page, 200)).contains("השובר אינו תקף");
    execute(
        "update voucher set content = replace(content, '9900.00', '1900.00') where id = '%s'",
        voucher);
    deliver(worker(), voucher).expectStatus().isCreated();
    assertThat(scan(page, 200)).contains("השובר נוצל");
    assertThat(scan("/v/0123456789abcdefghijklmno", 404)).contains("אין שובר כזה");
    assertThat(scan("/v/x", 404)).contains("אין שובר כזה");
    assertThat(Desk.faults(worker().get("/vouchers/" + voucher + "/document?language=ru")))
        .containsExactly("language language-of-document");
    Desk.refused(stranger().get("/vouchers/" + voucher + "/document"), 404, "voucher-not-found");
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

  private String approved() {
    String another = worker().asks(basket, "1900.00");
    head().decides(another, "{\"decision\":\"APPROVE\"}").expectStatus().isCreated();
    return another;
  }

  private String fault(String voucher) {
    return worker().read("/vouchers/" + voucher + "/signature").get("fault").asString();
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
