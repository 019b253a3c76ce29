package org.retzef.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.retzef.basket.voucher.Deliveries;
import org.retzef.basket.voucher.ReceiptAnswer;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/**
 * What people and programs get wrong: each a problem that says what to do, and nothing half done.
 */
@RetzefIT
class BadInputIT {

  private static final String AMOUNT = "items[0].amount";
  private static final String IN_ILS = "in ILS, with at most two decimals";

  static final List<String> WRONG_AMOUNTS =
      List.of(
          "-1",
          "-0",
          "-0.00",
          "-0.01",
          "\"-1.00\"",
          "\"-0\"",
          "0.001",
          "\"1.005\"",
          "1e2",
          "\"1e2\"",
          "1e400",
          "1E-2",
          "\"NaN\"",
          "\"Infinity\"",
          "\"-Infinity\"",
          "\"1,000.00\"",
          "\"1.000,00\"",
          "\"١٠٠\"",
          "\"１００\"",
          "\"₪100\"",
          "\"100 ₪\"",
          "\"USD 100\"",
          "\"100 USD\"",
          "\"100.00\\u200e\"",
          "\" 100\"",
          "\"\"",
          "\"0x64\"",
          "\"1/2\"",
          "9007199254740993.01",
          "\"1000000000000.00\"",
          "1000000000000000",
          "9223372036854775808",
          "1000000000000000000000000000000");

  private static final List<String> NO_AMOUNTS = List.of("true", "[]", "{}", "[100]", "null");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Deliveries deliveries;
  @Autowired private Commands commands;

  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private WebTestClient english;

  /**
   * @param field that is at fault; empty where the whole request is refused
   * @param advice what its text says in English
   */
  private record Wrong(
      String what,
      Supplier<ResponseSpec> request,
      int status,
      String field,
      String code,
      String advice) {}

  @TestFactory
  Stream<DynamicTest> isAProblemThatSaysWhatToDoAndLeavesNothingHalfDone() {
    english = http.mutate().defaultHeader("Accept-Language", "en").build();
    List<Wrong> table = new ArrayList<>();
    addWrongAmounts(table);
    addClosedBasket(table);
    addVouchers(table);
    return table.stream().map(wrong -> dynamicTest(wrong.what, () -> check(wrong)));
  }

  private void check(Wrong wrong) {
    String before = everything();
    JsonNode problem =
        Answers.json(
            wrong
                .request
                .get()
                .expectStatus()
                .isEqualTo(wrong.status)
                .expectHeader()
                .contentType("application/problem+json"));
    JsonNode where = wrong.field.isEmpty() ? problem : problem.get("errors").get(0);
    assertThat(where.path("field").asString("")).isEqualTo(wrong.field);
    assertThat(where.get("code").asString()).isEqualTo(wrong.code);
    assertThat(where.get(wrong.field.isEmpty() ? "detail" : "message").asString())
        .contains(wrong.advice);
    assertThat(everything()).isEqualTo(before);
    assertThat(Desk.basketManager(http).read("/ledger/proof").get("difference").asString())
        .isEqualTo("0.00");
  }

  private void addWrongAmounts(List<Wrong> table) {
    String path = "/baskets/" + worker().opensABasket("NOSHMIM_ROUTINE") + "/requests";
    for (String amount : WRONG_AMOUNTS) {
      table.add(asking(path, amount, "money-invalid", IN_ILS));
    }
    for (String amount : List.of("0", "\"0.00\"", "0.00")) {
      table.add(asking(path, amount, "money-zero", "above zero"));
    }
    for (String amount : NO_AMOUNTS) {
      boolean missing = amount.equals("null");
      table.add(
          asking(
              path,
              amount,
              missing ? "required" : "value-invalid",
              missing ? "required" : "wrong kind"));
    }
    table.add(
        new Wrong(
            "another currency",
            () -> worker().post(path, body("\"1.00\", \"currency\": \"USD\"")),
            400,
            "items[0].currency",
            "field-unknown",
            "not known"));
    table.add(
        new Wrong(
            "more than the basket holds",
            () -> worker().post(path, body("\"8000.01\"")),
            409,
            "",
            "basket-exceeded",
            "left"));
  }

  private Wrong asking(String path, String amount, String code, String advice) {
    return new Wrong(
        "amount " + amount, () -> worker().post(path, body(amount)), 400, AMOUNT, code, advice);
  }

  private static String body(String amount) {
    return """
        {"aspect": "BASIC_NEEDS",
         "items": [{"category": "HOUSEHOLD_EQUIPMENT", "description": "מקרר", "amount": %s}]}
        """
        .formatted(amount);
  }

  private void addClosedBasket(List<Wrong> table) {
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
    table.add(
        new Wrong(
            "a request on a closed basket",
            () -> worker().post("/baskets/" + closed + "/requests", Desk.request("1.00")),
            409,
            "",
            "basket-closed",
            "open basket"));
  }

  private void addVouchers(List<Wrong> table) {
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
        new Wrong(
            "a vendor of another district",
            () -> issue(approved, elsewhere),
            409,
            "",
            "vendor-not-agreed",
            "Choose a vendor of this unit"));
    String unsigned = Answers.id(issue(approved(), vendor()));
    table.add(
        new Wrong(
            "a delivery on an order that is not signed",
            () -> deliver(unsigned, today),
            409,
            "",
            "voucher-not-signed",
            "sign it first"));
    String signed = signed();
    table.add(
        new Wrong(
            "a delivery before the order",
            () -> deliver(signed, today.minusDays(1)),
            400,
            "deliveredOn",
            "date-before-issue",
            "on or after"));
    table.add(
        new Wrong(
            "an invoice before the delivery",
            () -> invoice(signed, "500.00"),
            409,
            "",
            "invoice-above-delivery",
            "Confirm the delivery first"));
    String changed = signed();
    changeTheContentOf(changed);
    table.add(
        new Wrong(
            "a signature over other content",
            () -> deliver(changed, today),
            409,
            "",
            "signature-invalid",
            "sign"));
    addPayments(table);
  }

  private void addPayments(List<Wrong> table) {
    String voucher = signed();
    deliver(voucher, today).expectStatus().isCreated();
    invoice(voucher, "400.00").expectStatus().isCreated();
    commands.run(() -> deliveries.answered(UUID.fromString(voucher), ReceiptAnswer.YES)).block();
    awaitItsReceipt(voucher);
    table.add(
        new Wrong(
            "a payment above the invoice",
            () ->
                Desk.head(english)
                    .post(
                        "/vouchers/" + voucher + "/payment",
                        "{\"amount\":\"400.01\"}",
                        eTag(voucher)),
            400,
            "amount",
            "payment-above-invoice",
            "ask for another invoice"));
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
    return Desk.vendor(english, "VENDOR-DEMO")
        .post(
            "/vouchers/" + voucher + "/invoice",
            "{\"number\":\"A-1\",\"amount\":\"%s\",\"issuedOn\":\"%s\"}".formatted(amount, today),
            eTag(voucher));
  }

  private String eTag(String voucher) {
    return worker().eTag("/vouchers/" + voucher);
  }

  private Desk worker() {
    return Desk.worker(english);
  }

  /** How many rows each table has, and what is in those that nothing but a command changes. */
  private String everything() {
    String sql =
        database
            .sql(
                """
                select string_agg(
                         format('select %L || %s as line from %I one', table_name || ' ',
                                case when table_name ~ '^(outbox|inbox|receipt|idempotency)'
                                     then 'count(*)'
                                     else 'coalesce(sum(hashtextextended(one::text, 0)), 0)'
                                end, table_name),
                         ' union all ')
                  from information_schema.tables
                 where table_schema = 'public' and table_type = 'BASE TABLE'
                """)
            .map(row -> row.get(0, String.class))
            .one()
            .block();
    return database
        .sql("select string_agg(line, E'\n' order by line) from (" + sql + ") line")
        .map(row -> row.get(0, String.class))
        .one()
        .block();
  }

  private String one(String sql) {
    return database.sql(sql).map(row -> row.get(0, String.class)).one().block();
  }

  private static String shortId() {
    return UUID.randomUUID().toString().toUpperCase(Locale.ROOT).substring(0, 13);
  }
}
