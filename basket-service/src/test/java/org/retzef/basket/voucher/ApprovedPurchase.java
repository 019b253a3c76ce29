package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.Answers;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * A purchase of 1900.00 that was approved, out of a basket of 8000.00, and what becomes of it: a
 * voucher of the demo vendor, signed, delivered, paid. A field with {@code @RegisterExtension} is
 * approved anew for each test.
 */
final class ApprovedPurchase implements BeforeEachCallback {

  private ApplicationContext service;
  private String basket;
  private String request;

  @Override
  public void beforeEach(ExtensionContext test) {
    service = SpringExtension.getApplicationContext(test);
    basket = worker().opensABasket("NOSHMIM_ROUTINE");
    request = approved(Desk.request("1900.00"));
  }

  /** One more, of this amount out of this basket. */
  ApprovedPurchase another(String basket, String amount) {
    ApprovedPurchase another = new ApprovedPurchase();
    another.service = service;
    another.basket = basket;
    another.request = another.approved(Desk.request(amount));
    return another;
  }

  String basket() {
    return basket;
  }

  String request() {
    return request;
  }

  /** Another request out of the basket, of this body; answers its id. */
  String approved(String body) {
    String id = Answers.id(worker().post("/baskets/" + basket + "/requests", body));
    head().decides(id, "{\"decision\":\"APPROVE\"}").expectStatus().isCreated();
    return id;
  }

  WebTestClient.ResponseSpec issue(String request, String vendor) {
    return issue(worker(), request, vendor);
  }

  WebTestClient.ResponseSpec issue(Desk desk, String request, String vendor) {
    return desk.post(
        "/requests/" + request + "/vouchers", "{\"vendorId\":\"%s\"}".formatted(vendor));
  }

  String demoVendor() {
    return database()
        .sql("select id::text as id from vendor where code = 'VENDOR-DEMO'")
        .map(row -> row.get("id", String.class))
        .one()
        .block();
  }

  /** The purchase's voucher. */
  String issued() {
    return Answers.id(issue(request, demoVendor()));
  }

  /** As {@link #issued}, and signed. */
  String signed() {
    String voucher = issued();
    sign(voucher);
    return voucher;
  }

  void sign(String voucher) {
    sign(worker(), voucher).expectBody().jsonPath("$.valid").isEqualTo(true);
  }

  /** Answers what was created. */
  WebTestClient.ResponseSpec sign(Desk desk, String voucher) {
    return desk.post("/vouchers/" + voucher + "/signature", null, eTag(voucher))
        .expectStatus()
        .isCreated();
  }

  /** The signature that it has now. */
  JsonNode signature(String voucher) {
    return worker().read("/vouchers/" + voucher + "/signature");
  }

  /** All of it, today. */
  WebTestClient.ResponseSpec deliver(Desk desk, String voucher) {
    return deliver(desk, voucher, AskedBasket.today());
  }

  WebTestClient.ResponseSpec deliver(Desk desk, String voucher, LocalDate day) {
    return desk.post("/vouchers/" + voucher + "/delivery", delivery(day), eTag(voucher));
  }

  static String delivery(LocalDate day) {
    return "{\"deliveredOn\":\"%s\"}".formatted(day);
  }

  WebTestClient.ResponseSpec deliver(
      String voucher, @Nullable String amount, @Nullable Boolean last) {
    return worker()
        .post("/vouchers/" + voucher + "/delivery", delivery(amount, last), eTag(voucher));
  }

  static String delivery(@Nullable String amount, @Nullable Boolean last) {
    return "{\"deliveredOn\":\"%s\",\"amount\":%s,\"last\":%s}"
        .formatted(AskedBasket.today(), amount == null ? null : "\"" + amount + "\"", last);
  }

  /** As the family does when it is asked; by this voucher's delivery. */
  void answer(String voucher, ReceiptAnswer answer) {
    UUID id = UUID.fromString(voucher);
    Deliveries deliveries = service.getBean(Deliveries.class);
    service.getBean(Commands.class).run(() -> deliveries.answered(id, answer)).block();
  }

  String left() {
    return worker().read("/baskets/" + basket).get("left").asString();
  }

  String status() {
    return worker().read("/requests/" + request).get("status").asString();
  }

  String familyId() {
    return worker().read("/requests/" + request).get("familyId").asString();
  }

  String eTag(String voucher) {
    return worker().eTag("/vouchers/" + voucher);
  }

  Desk worker() {
    return Desk.worker(http());
  }

  Desk head() {
    return Desk.head(http());
  }

  Desk manager() {
    return Desk.basketManager(http());
  }

  /** The demo vendor's program. */
  Desk vendor() {
    return Desk.vendor(http(), "VENDOR-DEMO");
  }

  /** Of another department. */
  Desk stranger() {
    return Desk.of(http(), "worker-2", "IL.SOUTH.A0070.D1", "family-social-worker");
  }

  /**
   * Past the service.
   *
   * @param sql with {@code %s} for the id
   */
  void execute(String sql, String id) {
    database().sql(sql.formatted(id)).then().block();
  }

  /** As {@link #execute}, which the database refuses with these words. */
  void refused(String sql, String id, String why) {
    assertThatThrownBy(() -> execute(sql, id)).as(sql).hasStackTraceContaining(why);
  }

  WebTestClient http() {
    return service.getBean(WebTestClient.class);
  }

  DatabaseClient database() {
    return service.getBean(DatabaseClient.class);
  }
}
