package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * A purchase of 1900.00 that was approved, out of a basket of 8000.00, and what becomes of it: a
 * voucher of the demo vendor, signed, delivered, paid.
 */
record ApprovedPurchase(
    WebTestClient http, DatabaseClient database, String basket, String request) {

  static ApprovedPurchase of(WebTestClient http, DatabaseClient database) {
    String basket = Desk.worker(http).opensABasket("NOSHMIM_ROUTINE");
    return new ApprovedPurchase(
        http, database, basket, approved(http, basket, Desk.request("1900.00")));
  }

  /** Another request out of the basket, of this body; answers its id. */
  String approved(String body) {
    return approved(http, basket, body);
  }

  private static String approved(WebTestClient http, String basket, String body) {
    String id = Desk.id(Desk.worker(http).post("/baskets/" + basket + "/requests", body));
    Desk.head(http).decides(id, "{\"decision\":\"APPROVE\"}").expectStatus().isCreated();
    return id;
  }

  WebTestClient.ResponseSpec issue(String request, String vendor) {
    return worker()
        .post("/requests/" + request + "/vouchers", "{\"vendorId\":\"%s\"}".formatted(vendor));
  }

  /** The purchase's voucher. */
  String signed() {
    String demo =
        database
            .sql("select id::text as id from vendor where code = 'VENDOR-DEMO'")
            .map(row -> row.get("id", String.class))
            .one()
            .block();
    String voucher = Desk.id(issue(request, demo));
    sign(voucher);
    return voucher;
  }

  void sign(String voucher) {
    worker()
        .post("/vouchers/" + voucher + "/signature", null, worker().eTag("/vouchers/" + voucher))
        .expectStatus()
        .isCreated();
  }

  WebTestClient.ResponseSpec deliver(
      String voucher, @Nullable String amount, @Nullable Boolean last) {
    return worker()
        .post(
            "/vouchers/" + voucher + "/delivery",
            delivery(amount, last),
            worker().eTag("/vouchers/" + voucher));
  }

  static String delivery(@Nullable String amount, @Nullable Boolean last) {
    return "{\"deliveredOn\":\"%s\",\"amount\":%s,\"last\":%s}"
        .formatted(AskedBasket.today(), amount == null ? null : "\"" + amount + "\"", last);
  }

  String left() {
    return worker().read("/baskets/" + basket).get("left").asString();
  }

  String status() {
    return worker().read("/requests/" + request).get("status").asString();
  }

  Desk worker() {
    return Desk.worker(http);
  }

  Desk manager() {
    return Desk.basketManager(http);
  }

  /**
   * Past the service.
   *
   * @param sql with {@code %s} for the id
   */
  void execute(String sql, String id) {
    database.sql(sql.formatted(id)).then().block();
  }

  /** As {@link #execute}, which the database refuses with these words. */
  void refused(String sql, String id, String why) {
    assertThatThrownBy(() -> execute(sql, id)).as(sql).hasStackTraceContaining(why);
  }
}
