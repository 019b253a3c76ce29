package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Vendors' agreements, delivery in parts, invoices, expiry: paid ≤ delivered ≤ ordered ≤ approved.
 */
@RetzefIT
class PurchaseFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private Deliveries deliveries;
  @Autowired private VoucherExpiry expiry;
  @Autowired private Commands commands;
  @Autowired private DatabaseClient database;

  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private String basket;
  private String request;

  @BeforeEach
  void approveARequest() {
    basket = worker().opensABasket("NOSHMIM_ROUTINE");
    request = approved("1900.00");
  }

  @Test
  void refusesAVendorOfAnotherDistrictAndSaysWhereItDelivers() {
    String vendor = newVendor();
    Desk.refused(issue(request, vendor), 409, "vendor-not-agreed");
    agrees(vendor, "{\"unit\":\"IL.JERUSALEM\",\"firstDay\":\"2020-01-01\"}");
    agrees(
        vendor,
        "{\"unit\":\"IL.SOUTH\",\"firstDay\":\"2020-01-01\",\"lastDay\":\"%s\"}"
            .formatted(today.minusDays(1)));
    issue(request, vendor)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("vendor-not-agreed")
        .jsonPath("$.detail")
        .value(
            detail ->
                assertThat((String) detail)
                    .contains("IL.SOUTH.A2630.D1", "IL.JERUSALEM 2020-01-01"));
    String agreement =
        agrees(vendor, "{\"unit\":\"IL.SOUTH\",\"firstDay\":\"%s\"}".formatted(today));
    Desk.id(issue(request, vendor));
    String path = "/vendors/" + vendor + "/agreements/" + agreement;
    manager()
        .patch(path, "{\"lastDay\":\"%s\"}".formatted(today.minusDays(9)), "\"1\"")
        .expectStatus()
        .isBadRequest();
    manager().patch(path, "{\"lastDay\":\"%s\"}".formatted(today), "\"1\"").expectStatus().isOk();
    worker().post("/vendors/" + vendor + "/agreements", "{}").expectStatus().isForbidden();
    assertThat(worker().read("/vendors/" + vendor + "/agreements").get("items")).hasSize(3);
  }

  @Test
  void refusesAPriceAboveTheListAndACategoryThatIsNotInTheAgreement() {
    String vendor = newVendor();
    agrees(
        vendor,
        """
        {"unit": "IL", "firstDay": "2020-01-01", "categories": ["HEALTH"],
         "prices": [{"category": "HEALTH", "purpose": "GLASSES", "price": "400.00"}]}
        """);
    assertThat(
            faults(
                manager()
                    .post(
                        "/vendors/" + vendor + "/agreements",
                        """
                        {"unit": "IL", "firstDay": "2020-01-01", "categories": ["HEALTH", "HELTH"],
                         "prices": [{"category": "HELTH", "purpose": "GLASSES", "price": "4.00"}]}
                        """)))
        .containsExactlyInAnyOrder(
            "categories[1] category-unknown", "prices[0].category category-unknown");
    Desk.refused(issue(request, vendor), 409, "price-not-agreed");
    String dear = approved(item("HEALTH", "GLASSES", "400.01"));
    Desk.refused(issue(dear, vendor), 409, "price-not-agreed");
    Desk.id(issue(approved(item("HEALTH", "GLASSES", "400.00")), vendor));
  }

  @Test
  void deliversInPartsAndAsksTheFamilyWhenAllHasCome() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String voucher = signed();
      JsonNode first = Desk.json(deliver(voucher, "700.00", null).expectStatus().isCreated());
      assertThat(first.get("status").asString()).isEqualTo("ORDERED");
      assertThat(first.get("toDeliver").asString()).isEqualTo("1200.00");
      deliver(voucher, "1200.01", null)
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.errors[0].code")
          .isEqualTo("delivery-above-order");
      JsonNode last = Desk.json(deliver(voucher, null, null).expectStatus().isCreated());
      assertThat(last.get("status").asString()).isEqualTo("DELIVERED");
      assertThat(last.get("delivered").asString()).isEqualTo("1900.00");
      Desk.refused(deliver(voucher, null, null), 409, "step-not-allowed");
      assertThat(
              events.await(3, request).stream()
                  .filter(event -> event.type().equals("org.retzef.delivery.confirmed.v1")))
          .hasSize(1);
    }
  }

  @Test
  void paysNoMoreThanWhatCameWhenTheRestNeverDoes() {
    String voucher = signed();
    deliver(voucher, "700.00", true).expectStatus().isCreated();
    answer(voucher);
    assertThat(worker().read("/vouchers/" + voucher).get("confirmed").asString())
        .isEqualTo("700.00");
    assertThat(faults(pay(voucher, "{\"amount\":\"700.01\"}")))
        .containsExactly("amount payment-above-delivery");
    JsonNode paid = Desk.json(pay(voucher, "{}").expectStatus().isCreated());
    assertThat(paid.get("amount").asString()).isEqualTo("700.00");
    assertThat(worker().read("/baskets/" + basket).get("left").asString()).isEqualTo("7300.00");
  }

  @Test
  void takesInvoicesUpToWhatWasDeliveredAndPaysUpToThem() {
    String voucher = signed();
    Desk vendor = Desk.vendor(http, "VENDOR-DEMO");
    Desk.refused(invoice(vendor, voucher, "A-1", "10.00"), 409, "invoice-above-delivery");
    deliver(voucher, null, null).expectStatus().isCreated();
    invoice(vendor, voucher, "A-1", "1000.00").expectStatus().isCreated();
    Desk.refused(invoice(vendor, voucher, "A-1", "1.00"), 409, "invoice-exists");
    Desk.refused(invoice(vendor, voucher, "A-2", "900.01"), 409, "invoice-above-delivery");
    invoice(vendor, voucher, "A-2", "500.00").expectStatus().isCreated();
    invoice(Desk.worker(http), voucher, "A-3", "1.00").expectStatus().isForbidden();
    Desk.refused(
        Desk.vendor(http, "VENDOR-OTHER").get("/vouchers/" + voucher + "/invoice"),
        404,
        "voucher-not-found");
    assertThat(vendor.read("/vouchers/" + voucher + "/invoice").get("items")).hasSize(2);
    answer(voucher);
    assertThat(faults(pay(voucher, "{\"amount\":\"1500.01\"}")))
        .containsExactly("amount payment-above-invoice");
    assertThat(Desk.json(pay(voucher, "{}").expectStatus().isCreated()).get("amount").asString())
        .isEqualTo("1500.00");
    assertThat(manager().read("/ledger/proof").get("difference").asString()).isEqualTo("0.00");
  }

  @Test
  void oneOfAHundredRedemptionsAtOnceSucceeds() throws Exception {
    String voucher = signed();
    String eTag = worker().eTag("/vouchers/" + voucher);
    List<Integer> statuses = atOnce(100, i -> redeems(i, voucher, eTag));
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
    assertThat(statuses.stream().filter(status -> status == 409)).hasSize(99);
    assertThat(worker().read("/vouchers/" + voucher).get("delivered").asString())
        .isEqualTo("1900.00");
    assertThat(worker().read("/baskets/" + basket).get("reserved").asString()).isEqualTo("1900.00");
  }

  /** Whoever was overtaken reads it again and insists, as an attacker would. */
  private int redeems(int who, String voucher, String eTag) {
    Desk desk = who % 2 == 0 ? worker() : Desk.vendor(http, "VENDOR-DEMO");
    String path = "/vouchers/" + voucher;
    int status = 412;
    for (String seen = eTag; status == 412; seen = desk.eTag(path)) {
      status =
          desk.post(path + "/delivery", delivery(null, null), seen)
              .returnResult(Void.class)
              .getStatus()
              .value();
    }
    return status;
  }

  @Test
  void theDatabaseHoldsTheTotalsWhateverHappensAtOnce() throws Exception {
    String voucher = signed();
    List<Boolean> parts =
        atOnce(
            20,
            i ->
                done(
                    """
                    insert into delivery_part (id, voucher_id, amount, delivered_on, confirmed_by)
                    values (uuidv7(), '%s', 30000, current_date, 'x')
                    """,
                    voucher));
    assertThat(parts.stream().filter(done -> done)).hasSize(6);
    refused(
        """
        insert into delivery_part (id, voucher_id, amount, delivered_on, confirmed_by)
        values (uuidv7(), '%s', 10001, current_date, 'x')
        """,
        voucher, "delivered_up_to");
    for (String column : List.of("delivered", "invoiced", "paid", "ordered", "approved")) {
      refused(
          "update voucher set " + column + " = " + column + " + 1 where id = '%s'",
          voucher,
          "is refused");
    }
    refused(
        "update voucher set confirmed = delivered + 1 where id = '%s'", voucher, "confirmed_up_to");
    refused(
        """
        insert into payment (id, voucher_id, amount, paid_by, paid_on)
        values (uuidv7(), '%s', 1, 'x', current_date)
        """,
        voucher, "paid_up_to");
    refused(
        """
        insert into invoice (id, voucher_id, number, amount, issued_on, filed_by)
        values (uuidv7(), '%s', '1', 180001, current_date, 'x')
        """,
        voucher, "invoiced_up_to");
    refused("delete from delivery_part where voucher_id = '%s'", voucher, "is refused");
    String other = approved("100.00");
    execute("update basket_request set status = 'ORDERED' where id = '%s'", other);
    refused(
        """
        insert into voucher (id, request_id, vendor_id, content, issued_by, issued_on, ordered)
        select uuidv7(), '%s', id, '{}', 'x', current_date, 10001 from vendor limit 1
        """,
        other, "ordered_up_to");
  }

  @Test
  void anExpiredVoucherBuysNothingAndFreesItsMoneyOnce() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String voucher = signed();
      expire(voucher);
      Desk.refused(deliver(voucher, null, null), 409, "signature-invalid");
      resign(voucher);
      Desk.refused(deliver(voucher, null, null), 409, "voucher-expired");
      refused(
          """
          insert into delivery_part (id, voucher_id, amount, delivered_on, confirmed_by)
          values (uuidv7(), '%s', 1, current_date, 'x')
          """,
          voucher, "buys nothing");
      Mono.zip(expiry.expireAll(), expiry.expireAll()).block();
      assertThat(worker().read("/requests/" + request).get("status").asString())
          .isEqualTo("EXPIRED");
      assertThat(worker().read("/baskets/" + basket).get("left").asString()).isEqualTo("8000.00");
      Desk.refused(deliver(voucher, null, null), 409, "step-not-allowed");
      assertThat(events.await(3, request))
          .extracting(TestEvent::type)
          .contains("org.retzef.voucher.expired.v1");
    }
  }

  @Test
  void whatCameInPartBeforeTheLastDayIsAskedAboutWhenItIsOver() {
    String voucher = signed();
    deliver(voucher, "700.00", null).expectStatus().isCreated();
    expire(voucher);
    expiry.expireAll().block();
    assertThat(worker().read("/requests/" + request).get("status").asString())
        .isEqualTo("DELIVERED");
  }

  private void expire(String voucher) {
    execute("update voucher set valid_until = current_date - 2 where id = '%s'", voucher);
  }

  /** As if it had been issued so long ago. */
  private void resign(String voucher) {
    execute(
        """
        update voucher set signature = null, content_hash = null, key_id = null, signed_by = null,
               signed_at = null,
               content = regexp_replace(content, '"validUntil":"[^"]*"',
                                        '"validUntil":"' || valid_until || '"')
         where id = '%s'
        """,
        voucher);
    sign(voucher);
  }

  private String approved(String amountOrItem) {
    String body =
        amountOrItem.startsWith("{")
            ? "{\"aspect\":\"BASIC_NEEDS\",\"items\":[" + amountOrItem + "]}"
            : Desk.request(amountOrItem);
    String id = Desk.id(worker().post("/baskets/" + basket + "/requests", body));
    Desk.head(http).decides(id, "{\"decision\":\"APPROVE\"}").expectStatus().isCreated();
    return id;
  }

  private static String item(String category, String purpose, String amount) {
    return "{\"category\":\"%s\",\"purpose\":\"%s\",\"description\":\"x\",\"amount\":\"%s\"}"
        .formatted(category, purpose, amount);
  }

  private String newVendor() {
    return Desk.id(
        manager()
            .post(
                "/vendors",
                "{\"code\":\"V-%s\",\"name\":\"ספק\"}"
                    .formatted(UUID.randomUUID().toString().toUpperCase().substring(0, 13))));
  }

  private String agrees(String vendor, String body) {
    return Desk.id(manager().post("/vendors/" + vendor + "/agreements", body));
  }

  private WebTestClient.ResponseSpec issue(String request, String vendor) {
    return worker()
        .post("/requests/" + request + "/vouchers", "{\"vendorId\":\"%s\"}".formatted(vendor));
  }

  private String signed() {
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

  private void sign(String voucher) {
    worker()
        .post("/vouchers/" + voucher + "/signature", null, worker().eTag("/vouchers/" + voucher))
        .expectStatus()
        .isCreated();
  }

  private WebTestClient.ResponseSpec deliver(String voucher, String amount, Boolean last) {
    return worker()
        .post(
            "/vouchers/" + voucher + "/delivery",
            delivery(amount, last),
            worker().eTag("/vouchers/" + voucher));
  }

  private String delivery(String amount, Boolean last) {
    return "{\"deliveredOn\":\"%s\",\"amount\":%s,\"last\":%s}"
        .formatted(today, amount == null ? null : "\"" + amount + "\"", last);
  }

  private WebTestClient.ResponseSpec invoice(
      Desk desk, String voucher, String number, String amount) {
    return desk.post(
        "/vouchers/" + voucher + "/invoice",
        "{\"number\":\"%s\",\"amount\":\"%s\",\"issuedOn\":\"%s\"}"
            .formatted(number, amount, today),
        worker().eTag("/vouchers/" + voucher));
  }

  private WebTestClient.ResponseSpec pay(String voucher, String body) {
    return Desk.head(http)
        .post("/vouchers/" + voucher + "/payment", body, worker().eTag("/vouchers/" + voucher));
  }

  private static List<String> faults(WebTestClient.ResponseSpec response) {
    return Desk.faults(response);
  }

  private void answer(String voucher) {
    commands.run(() -> deliveries.answered(UUID.fromString(voucher), ReceiptAnswer.YES)).block();
  }

  private boolean done(String sql, String id) {
    try {
      execute(sql, id);
      return true;
    } catch (RuntimeException refused) {
      return false;
    }
  }

  private void refused(String sql, String id, String why) {
    assertThatThrownBy(() -> execute(sql, id)).as(sql).hasStackTraceContaining(why);
  }

  private void execute(String sql, String id) {
    database.sql(sql.formatted(id)).then().block();
  }

  private static <T> List<T> atOnce(int copies, IntFunction<T> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running =
          IntStream.range(0, copies).mapToObj(i -> threads.submit(() -> work.apply(i))).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    }
  }

  private Desk worker() {
    return Desk.worker(http);
  }

  private Desk manager() {
    return Desk.basketManager(http);
  }
}
