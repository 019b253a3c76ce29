package org.retzef.basket;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.retzef.basket.voucher.Deliveries;
import org.retzef.basket.voucher.ReceiptAnswer;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Steps of a purchase that are out of their order, or that do not fit what was ordered. */
final class WrongSteps {

  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private final WebTestClient http;
  private final DatabaseClient database;
  private final Deliveries deliveries;
  private final Commands commands;

  WrongSteps(
      WebTestClient http, DatabaseClient database, Deliveries deliveries, Commands commands) {
    this.http = http;
    this.database = database;
    this.deliveries = deliveries;
    this.commands = commands;
  }

  List<WrongInput> rows() {
    List<WrongInput> table = new ArrayList<>();
    table.add(requestOnAClosedBasket());
    String elsewhere =
        Answers.id(
            Desk.basketManager(http)
                .post("/vendors", "{\"code\":\"V-%s\",\"name\":\"x\"}".formatted(shortId())));
    Answers.id(
        Desk.basketManager(http)
            .post(
                "/vendors/" + elsewhere + "/agreements",
                "{\"unit\":\"IL.JERUSALEM\",\"firstDay\":\"2020-01-01\"}"));
    String approved = approved();
    table.add(
        new WrongInput(
            "a vendor of another district",
            () -> issue(approved, elsewhere),
            409,
            "",
            "vendor-not-agreed",
            "Choose a vendor of this unit"));
    String unsigned = Answers.id(issue(approved(), vendor()));
    table.add(
        new WrongInput(
            "a delivery on an order that is not signed",
            () -> deliver(unsigned, today),
            409,
            "",
            "voucher-not-signed",
            "sign it first"));
    String signed = signed();
    table.add(
        new WrongInput(
            "a delivery before the order",
            () -> deliver(signed, today.minusDays(1)),
            400,
            "deliveredOn",
            "date-before-issue",
            "on or after"));
    table.add(
        new WrongInput(
            "an invoice before the delivery",
            () -> invoice(signed, "500.00"),
            409,
            "",
            "invoice-above-delivery",
            "Confirm the delivery first"));
    String changed = signed();
    changeTheContentOf(changed);
    table.add(
        new WrongInput(
            "a signature over other content",
            () -> deliver(changed, today),
            409,
            "",
            "signature-invalid",
            "sign"));
    table.add(paymentAboveTheInvoice());
    return table;
  }

  private WrongInput requestOnAClosedBasket() {
    UUID family = UUID.randomUUID();
    UUID enrolment = UUID.randomUUID();
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(Desk.enrolled(family, enrolment, "NOSHMIM_ROUTINE", "2026-01-15", 1));
      events.publish(
          TestEvent.of(
              "org.retzef.enrolment.ended.v1",
              family.toString(),
              2,
              """
              {"familyId":"%s","enrolmentId":"%s","unit":"%s","programme":"NOSHMIM",
               "track":"NOSHMIM_ROUTINE","status":"GRADUATED","endDate":"%s"}
              """
                  .formatted(family, enrolment, Desk.DEPARTMENT, today)));
    }
    String closed =
        Awaitility.await()
            .until(
                () -> worker().read("/baskets?familyId=" + family).get("items").path(0),
                basket -> basket.path("status").asString("").equals("CLOSED"))
            .get("id")
            .asString();
    return new WrongInput(
        "a request on a closed basket",
        () -> worker().post("/baskets/" + closed + "/requests", Desk.request("1.00")),
        409,
        "",
        "basket-closed",
        "open basket");
  }

  private WrongInput paymentAboveTheInvoice() {
    String voucher = signed();
    deliver(voucher, today).expectStatus().isCreated();
    invoice(voucher, "400.00").expectStatus().isCreated();
    commands.run(() -> deliveries.answered(UUID.fromString(voucher), ReceiptAnswer.YES)).block();
    awaitItsReceipt(voucher);
    return new WrongInput(
        "a payment above the invoice",
        () ->
            Desk.head(http)
                .post(
                    "/vouchers/" + voucher + "/payment", "{\"amount\":\"400.01\"}", eTag(voucher)),
        400,
        "amount",
        "payment-above-invoice",
        "ask for another invoice");
  }

  /**
   * The news of the delivery comes back to this service; what is counted later has come by then.
   */
  private void awaitItsReceipt(String voucher) {
    Awaitility.await()
        .until(
            () -> one("select count(*)::text from receipt where voucher_id = '" + voucher + "'"),
            "1"::equals);
  }

  private String approved() {
    String request = worker().asks(worker().opensABasket("NOSHMIM_ROUTINE"), "500.00");
    Desk.head(http).decides(request, "{\"decision\":\"APPROVE\"}").expectStatus().isCreated();
    return request;
  }

  private ResponseSpec issue(String request, String vendor) {
    return worker()
        .post("/requests/" + request + "/vouchers", "{\"vendorId\":\"%s\"}".formatted(vendor));
  }

  private String vendor() {
    return one("select id::text from vendor where code = 'VENDOR-DEMO'");
  }

  private String signed() {
    String voucher = Answers.id(issue(approved(), vendor()));
    worker()
        .post("/vouchers/" + voucher + "/signature", null, eTag(voucher))
        .expectStatus()
        .isCreated();
    return voucher;
  }

  /** Behind the doors: no door changes it. */
  private void changeTheContentOf(String voucher) {
    database
        .sql("update voucher set content = replace(content, '500.00', '900.00') where id = :id")
        .bind("id", UUID.fromString(voucher))
        .then()
        .block();
  }

  private ResponseSpec deliver(String voucher, LocalDate day) {
    return worker()
        .post(
            "/vouchers/" + voucher + "/delivery",
            "{\"deliveredOn\":\"%s\"}".formatted(day),
            eTag(voucher));
  }

  private ResponseSpec invoice(String voucher, String amount) {
    return Desk.vendor(http, "VENDOR-DEMO")
        .post(
            "/vouchers/" + voucher + "/invoice",
            "{\"number\":\"A-1\",\"amount\":\"%s\",\"issuedOn\":\"%s\"}".formatted(amount, today),
            eTag(voucher));
  }

  private String eTag(String voucher) {
    return worker().eTag("/vouchers/" + voucher);
  }

  private Desk worker() {
    return Desk.worker(http);
  }

  private String one(String sql) {
    return database.sql(sql).map(row -> row.get(0, String.class)).one().block();
  }

  private static String shortId() {
    return UUID.randomUUID().toString().toUpperCase(Locale.ROOT).substring(0, 13);
  }
}
