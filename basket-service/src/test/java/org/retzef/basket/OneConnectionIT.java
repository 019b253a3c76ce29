package org.retzef.basket;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.LastConnection;
import org.retzef.platform.testing.Questions;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Each address, with one connection for all that the service does. */
@RetzefIT
class OneConnectionIT {

  private static final String UNKNOWN_PAGE = "/0123456789abcdefghijklmno";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ConnectionPool pool;
  @Autowired private AccessRules rules;

  private final LocalDate today = AskedBasket.today();
  private final String reader =
      TestTokens.token(
          "reader-1",
          "IL",
          "team-lead",
          "department-head",
          "supervisor",
          "national-manager",
          "basket-manager",
          "auditor");

  private Desk manager;
  private Map<String, String> ids;

  @BeforeEach
  void thereAreTwoOfEach() {
    manager = Desk.basketManager(http);
    new OneOfEach(http, database).ids();
    ids = new OneOfEach(http, database).ids();
  }

  @Test
  void noneHoldsAConnectionWhileItWaitsForAnother() {
    List<String> addresses =
        Stream.of(money(), gifts(), baskets(), vouchers(), servicePlans(), pages())
            .flatMap(some -> some)
            .toList();
    Questions questions = new Questions(http, rules);
    assertThat(questions.notAmong(addresses)).as("never asked here").isEmpty();
    assertThat(questions.listsShorterThanTwo(addresses, reader))
        .as("where an inner question for each row would not show")
        .isSubsetOf(
            "/api/v1/ledger/closings", "/api/v1/loans", "/api/v1/service-plans/innovations");
    LastConnection.with(
        pool,
        () -> assertThat(addresses).allMatch(address -> questions.isAnswered(address, reader)));
  }

  private Stream<String> money() {
    String budget = budgetWithTwoMovements();
    secondEnvelope();
    changedCategory();
    return api(
        "/budgets",
        budget,
        budget + "/allocations",
        budget + "/position",
        "/envelopes",
        "/funding-sources",
        "/funding-sources/shares",
        "/funding-sources/totals?fund=BASKETS",
        "/categories",
        "/categories/ONE_CONNECTION",
        "/categories/ONE_CONNECTION/changes",
        "/ledger/closings",
        "/ledger/closings/1999-01",
        "/ledger/closings/1999-01/balances",
        "/ledger/exports?from=2000-01-01&to=2999-12-31",
        "/ledger/exports?from=2000-01-01&to=2999-12-31&format=xlsx",
        "/ledger/accounts",
        "/ledger/accounts/" + first("/ledger/accounts?prefix=budget/2053/MAPA") + "/statement",
        "/ledger/postings",
        "/ledger/postings/" + first("/ledger/postings"),
        "/ledger/proof");
  }

  private String budgetWithTwoMovements() {
    String budget =
        "/budgets/"
            + Answers.id(
                manager.post(
                    "/budgets",
                    """
                    {"year": 2053, "rows": [
                      {"track": "MAPA", "families": 2, "basket": "100.00", "total": "200.00"}]}
                    """));
    Desk.knowsUnits(database, "IL.SOUTH", "IL.JERUSALEM");
    for (String unit : List.of("IL.SOUTH", "IL.JERUSALEM")) {
      manager
          .post(
              budget + "/allocations",
              """
              {"from": {"track": "MAPA", "unit": "IL"}, "to": {"track": "MAPA", "unit": "%s"},
               "amount": "1.00"}
              """
                  .formatted(unit))
          .expectStatus()
          .isCreated();
    }
    return budget;
  }

  private void changedCategory() {
    manager
        .post(
            "/categories",
            """
            {"code": "ONE_CONNECTION", "nameHe": "א", "nameAr": "ا", "nameEn": "A", "nameRu": "А",
             "nameAm": "አ", "validFrom": "2999-01-01", "validUntil": null}
            """)
        .expectStatus()
        .isCreated();
    manager
        .patch("/categories/ONE_CONNECTION", "{\"nameHe\": \"ב\"}", "\"1\"")
        .expectStatus()
        .isOk();
  }

  private void secondEnvelope() {
    String lines =
        ReferenceFile.rows("envelope-2021.csv").stream()
            .filter(row -> row[0].equals("LINE"))
            .map(
                row ->
                    "{\"code\": \"%s\", \"nameHe\": \"סעיף\", \"amount\": \"%s\"}"
                        .formatted(row[1], row[4]))
            .collect(Collectors.joining(","));
    manager
        .post("/envelopes", "{\"year\": 2062, \"lines\": [%s]}".formatted(lines))
        .expectStatus()
        .isCreated();
  }

  private Stream<String> gifts() {
    String donation = donationThatWasGivenTwice();
    String loan = loanThatWasRepaidTwice();
    return api(
        "/donations",
        "/donations/reports",
        donation,
        donation + "/distributions",
        donation + "/distributions/imports/" + UUID.randomUUID(),
        "/loans",
        loan,
        loan + "/repayments",
        "/loans/fund/deposits",
        "/loans/report");
  }

  /** The loan fund is left as it was. */
  private String loanThatWasRepaidTwice() {
    UUID family = knownFamily();
    for (int deposited = 0; deposited < 2; deposited++) {
      creates("/loans/fund", "{\"amount\": \"1.00\"}");
    }
    String loan = lends(family, "2.00");
    for (int repaid = 0; repaid < 2; repaid++) {
      creates(loan + "/repayments", "{\"amount\": \"0.01\", \"paidOn\": \"%s\"}".formatted(today));
    }
    lends(family, "0.02");
    return loan;
  }

  private String lends(UUID family, String principal) {
    return "/loans/"
        + Answers.id(
            manager.post(
                "/loans",
                """
                {"familyId": "%s", "principal": "%s", "instalments": 1,
                 "firstDueOn": "2999-01-31"}
                """
                    .formatted(family, principal)));
  }

  private void creates(String path, String body) {
    manager.post(path, body).expectStatus().isCreated();
  }

  private UUID knownFamily() {
    UUID family = UUID.randomUUID();
    database
        .sql("insert into known_family select :family, 'IL.SOUTH.A2630.D1'")
        .bind("family", family)
        .then()
        .block();
    return family;
  }

  private String donationThatWasGivenTwice() {
    UUID family = knownFamily();
    donates();
    String donation = donates();
    for (int given = 0; given < 2; given++) {
      creates(
          donation + "/distributions",
          "{\"familyId\": \"%s\", \"quantity\": 1, \"distributedOn\": \"2026-02-01\"}"
              .formatted(family));
    }
    return donation;
  }

  private String donates() {
    return "/donations/"
        + Answers.id(
            manager.post(
                "/donations",
                """
                {"donor": "ONE_CONNECTION", "kind": "FOOD_PARCEL", "quantity": 9,
                 "receivedOn": "2026-01-01"}
                """));
  }

  private Stream<String> baskets() {
    twoRules();
    secondPolicy();
    String request = "/requests/" + ids.get("requests");
    return api(
        "/baskets",
        "/baskets/" + ids.get("baskets"),
        "/requests",
        request,
        request + "/history",
        request + "/answer",
        "/approval-policies",
        "/approval-policies/" + first("/approval-policies"),
        "/approval-freezes",
        "/spending-rules",
        "/rule-changes",
        "/appeals",
        "/appeals/" + ids.get("appeals"));
  }

  private void secondPolicy() {
    manager
        .post("/approval-policies", "{\"validFrom\": \"2999-01-01\", \"expression\": \"NATIONAL\"}")
        .expectStatus()
        .isCreated();
  }

  private void twoRules() {
    for (String code : List.of("ONE_CONNECTION", "NO_CONNECTION")) {
      manager
          .post(
              "/spending-rules",
              """
              {"code": "%s", "validFrom": "2999-01-01", "category": "FOOD", "unit": "IL",
               "cap": "1000.00", "windowMonths": 12}
              """
                  .formatted(code))
          .expectStatus()
          .isCreated();
    }
  }

  private Stream<String> vouchers() {
    String vendor = vendorWithTwoAgreements();
    String voucher = "/vouchers/" + ids.get("vouchers");
    String invoiced = voucherWithTwoInvoices();
    String receipt = "/receipts/" + ids.get("receipts");
    return api(
        "/vendors",
        vendor,
        vendor + "/agreements",
        "/vouchers/unsigned",
        "/vouchers/signing-keys",
        "/vouchers/electronic-signing",
        voucher,
        voucher + "/signature",
        voucher + "/document",
        voucher + "/payment",
        invoiced,
        invoiced + "/signature",
        invoiced + "/document",
        invoiced + "/payment",
        invoiced + "/invoice",
        "/receipts",
        "/receipts/figures",
        receipt,
        receipt + "/override");
  }

  private String vendorWithTwoAgreements() {
    String vendor =
        "/vendors/"
            + Answers.id(
                manager.post("/vendors", "{\"code\": \"ONE-CONNECTION\", \"name\": \"ספק\"}"));
    for (String unit : List.of("IL.SOUTH", "IL.JERUSALEM")) {
      manager
          .post(
              vendor + "/agreements",
              "{\"unit\": \"%s\", \"firstDay\": \"2020-01-01\"}".formatted(unit))
          .expectStatus()
          .isCreated();
    }
    return vendor;
  }

  /** Signed by another than the other voucher. */
  private String voucherWithTwoInvoices() {
    String signed = ordered();
    signs(Desk.worker(http), signed);
    String invoiced = ordered();
    signs(Desk.head(http), invoiced);
    creates(Desk.worker(http), invoiced, "/delivery", "{\"deliveredOn\": \"%s\"}".formatted(today));
    for (int number = 1; number <= 2; number++) {
      creates(
          manager,
          invoiced,
          "/invoice",
          "{\"number\": \"%d\", \"amount\": \"1.00\", \"issuedOn\": \"%s\"}"
              .formatted(number, today));
    }
    return invoiced;
  }

  private String ordered() {
    String request = Desk.worker(http).asks(ids.get("baskets"), "9.00");
    Desk.head(http).decides(request, AskedBasket.APPROVE).expectStatus().isCreated();
    String vendor =
        database
            .sql("select id::text from vendor where code = 'VENDOR-DEMO'")
            .mapValue(String.class)
            .one()
            .block();
    return "/vouchers/"
        + Answers.id(
            Desk.worker(http)
                .post(
                    "/requests/" + request + "/vouchers",
                    "{\"vendorId\": \"%s\"}".formatted(vendor)));
  }

  private void signs(Desk desk, String voucher) {
    creates(desk, voucher, "/signature", null);
  }

  private void creates(Desk desk, String voucher, String what, String body) {
    desk.post(voucher + what, body, desk.eTag(voucher)).expectStatus().isCreated();
  }

  private Stream<String> servicePlans() {
    String plan = planWithTwoServices();
    return api(
        "/service-plans",
        "/service-plans/innovations",
        plan,
        plan + "/cap",
        plan + "/stations",
        plan + "/stations/1",
        plan + "/export",
        plan + "/items",
        plan + "/items/" + first(plan + "/items"),
        plan + "/comments",
        plan + "/learning",
        plan + "/history");
  }

  private String planWithTwoServices() {
    String plan = "/service-plans/" + ids.get("service-plans");
    Desk head = Desk.of(http, "planner-1", "IL.SOUTH.A2630", "department-head");
    manager
        .send(
            HttpMethod.PUT,
            plan + "/community-budget",
            "{\"amount\": \"1000.00\"}",
            manager.eTag(plan),
            null)
        .expectStatus()
        .isOk();
    for (String name : List.of("סורגות", "קוראות")) {
      head.post(
              plan + "/items",
              """
              {"name": "%s", "goals": ["BELONGING"], "selfDeveloped": false,
               "participants": 20, "groupSize": 20, "frequency": "WEEKLY"}
              """
                  .formatted(name))
          .expectStatus()
          .isCreated();
      head.post(plan + "/comments", "{\"text\": \"%s\"}".formatted(name))
          .expectStatus()
          .isCreated();
      head.post(plan + "/learning", "{\"phase\": \"LEARNING\", \"text\": \"%s\"}".formatted(name))
          .expectStatus()
          .isCreated();
    }
    return plan;
  }

  private static Stream<String> pages() {
    return Stream.of(
        "/api/v1/vouchers/signing-keys",
        "/sign",
        "/sign/signing.js",
        "/v" + UNKNOWN_PAGE,
        "/r" + UNKNOWN_PAGE);
  }

  private static Stream<String> api(String... paths) {
    return Stream.of(paths).map(path -> "/api/v1" + path);
  }

  /** The id of what a list shows first. */
  private String first(String list) {
    return manager.read(list).get("items").get(0).get("id").asString();
  }
}
