package org.retzef.basket.voucher;

import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Vouchers as people come to them: asked for, approved, ordered. */
final class IssuedOnRequest {

  private IssuedOnRequest() {}

  /** A voucher of 100.00 out of this basket, signed by nobody; answers its id. */
  static String of(WebTestClient http, String basket) {
    Desk worker = Desk.worker(http);
    return of(http, basket, worker.read("/vendors").get("items").get(0).get("id").asString());
  }

  static String of(WebTestClient http, String basket, String vendor) {
    Desk worker = Desk.worker(http);
    String request = worker.asks(basket, "100.00");
    Desk.head(http).decides(request, "{\"decision\": \"APPROVE\"}").expectStatus().isCreated();
    return Answers.id(
        worker.post(
            "/requests/" + request + "/vouchers", "{\"vendorId\": \"%s\"}".formatted(vendor)));
  }
}
