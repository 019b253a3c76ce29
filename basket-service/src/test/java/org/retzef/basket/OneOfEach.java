package org.retzef.basket;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.retzef.platform.testing.Answers;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** One of each kind of thing that a unit has. */
record OneOfEach(WebTestClient http, DatabaseClient database) {

  /** An authority has one plan a year. */
  private static final AtomicInteger PLANNED_YEARS = new AtomicInteger(2100);

  /** Made anew; the ids, by what is asked for with them. */
  Map<String, String> ids() {
    Desk worker = Desk.worker(http);
    Desk head = Desk.head(http);
    Desk manager = Desk.basketManager(http);
    String basket = worker.opensABasket("NOSHMIM_ROUTINE");
    String refused = worker.asks(basket, "1.00");
    head.decides(refused, "{\"decision\":\"REJECT\",\"reasonCode\":\"NOT_IN_PLAN\"}")
        .expectStatus()
        .isCreated();
    String appeal =
        Answers.id(
            worker.post(
                "/appeals",
                "{\"requestId\":\"%s\",\"ground\":\"FACTS_WRONG\"}".formatted(refused)));
    String request = worker.asks(basket, "900.00");
    head.decides(request, "{\"decision\":\"APPROVE\"}").expectStatus().isCreated();
    String vendor = worker.read("/vendors").get("items").get(0).get("id").asString();
    String voucher =
        Answers.id(
            worker.post(
                "/requests/" + request + "/vouchers", "{\"vendorId\":\"%s\"}".formatted(vendor)));
    String freeze =
        Answers.id(
            manager.post(
                "/approval-freezes",
                """
                {"unit": "%s", "firstDay": "2999-01-01", "lastDay": "2999-01-31", "reason": "YEAR_END"}
                """
                    .formatted(Desk.DEPARTMENT)));
    return Map.of(
        "baskets",
        basket,
        "requests",
        request,
        "vouchers",
        voucher,
        "appeals",
        appeal,
        "approval-freezes",
        freeze,
        "loans",
        loanOf(basket),
        "service-plans",
        servicePlan(),
        "receipts",
        receiptOf(voucher));
  }

  private String servicePlan() {
    Desk.knowsUnits(database, "IL.SOUTH.A2630");
    return Answers.id(
        Desk.of(http, "planner-1", "IL.SOUTH.A2630", "department-head")
            .post(
                "/service-plans",
                "{\"unit\": \"IL.SOUTH.A2630\", \"year\": %d}"
                    .formatted(PLANNED_YEARS.getAndDecrement())));
  }

  /**
   * Behind the doors: what makes them is told elsewhere, and all that counts here is their unit.
   */
  private String loanOf(String basket) {
    return inserted(
        """
        insert into loan (id, family_id, unit, principal, instalments, first_due_on, granted_on,
                          granted_by)
        select uuidv7(), family_id, unit, 100, 1, current_date, current_date, 'x'
          from basket where id = :id
        """,
        basket);
  }

  private String receiptOf(String voucher) {
    return inserted(
        """
        insert into receipt (id, voucher_id, request_id, basket_id, family_id, unit, categories,
                             status, token_hash, created_at, expires_at)
        select uuidv7(), voucher.id, request_id, basket.id, family_id, unit, '{FOOD}', 'EXPIRED',
               sha256(voucher.id::text::bytea), now(), now()
          from voucher
          join basket_request request on request.id = request_id
          join basket on basket.id = basket_id
         where voucher.id = :id
        """,
        voucher);
  }

  private String inserted(String sql, String of) {
    return database
        .sql(sql + " returning id::text as id")
        .bind("id", UUID.fromString(of))
        .map(row -> row.get("id", String.class))
        .one()
        .block();
  }
}
