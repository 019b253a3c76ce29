package org.retzef.basket.receipt;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.TestEvents;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A voucher whose delivery was confirmed, made as people make it, step by step. */
record DeliveredVoucher(Desk worker, String requestId, String id) {

  /** Household equipment for 900.00, for a family that is new. */
  static DeliveredVoucher of(WebTestClient http, UUID familyId) {
    Desk worker = Desk.worker(http);
    String request = worker.asks(openBasket(worker, familyId), "900.00");
    Desk.head(http).decides(request, "{\"decision\": \"APPROVE\"}").expectStatus().isCreated();
    String vendor = worker.read("/vendors").get("items").get(0).get("id").asString();
    String voucher =
        Answers.id(
            worker.post(
                "/requests/" + request + "/vouchers", "{\"vendorId\": \"%s\"}".formatted(vendor)));
    String path = "/vouchers/" + voucher;
    worker.post(path + "/signature", null, worker.eTag(path)).expectStatus().isCreated();
    String today = LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString();
    worker
        .post(path + "/delivery", "{\"deliveredOn\": \"%s\"}".formatted(today), worker.eTag(path))
        .expectStatus()
        .isCreated();
    return new DeliveredVoucher(worker, request, voucher);
  }

  private static String openBasket(Desk worker, UUID familyId) {
    try (var families = TestEvents.on("retzef.family.events")) {
      families.publish(
          Desk.enrolled(familyId, UUID.randomUUID(), "NOSHMIM_ROUTINE", "2026-01-15", 1));
    }
    return Awaitility.await()
        .until(
            () -> worker.read("/baskets?familyId=" + familyId).get("items"),
            baskets -> !baskets.isEmpty())
        .get(0)
        .get("id")
        .asString();
  }

  /** {@code HELD}, {@code RELEASED} or {@code PAID}. */
  String payment() {
    return worker.read("/vouchers/" + id + "/payment").get("status").asString();
  }

  String requestStatus() {
    return worker.read("/requests/" + requestId).get("status").asString();
  }

  /** What the worklist shows in this field; empty if there is nothing. */
  String receipt(String field) {
    for (JsonNode item : worker.read("/receipts?limit=200").get("items")) {
      if (item.get("voucherId").asString().equals(id)) {
        return item.path(field).asString("");
      }
    }
    return "";
  }
}
