package org.retzef.basket;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.retzef.platform.testing.Answers;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Things that have two of what a list below them shows, by their paths. */
final class TwoOfEach {

  private final LocalDate today = AskedBasket.today();
  private final WebTestClient http;
  private final DatabaseClient database;
  private final Desk manager;

  TwoOfEach(WebTestClient http, DatabaseClient database) {
    this.http = http;
    this.database = database;
    manager = Desk.basketManager(http);
  }

  String budgetWithTwoMovements() {
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

  void changedCategory() {
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

  void secondEnvelope() {
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

  /** The loan fund is left as it was. */
  String loanThatWasRepaidTwice() {
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

  String donationThatWasGivenTwice() {
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

  void secondPolicy() {
    manager
        .post("/approval-policies", "{\"validFrom\": \"2999-01-01\", \"expression\": \"NATIONAL\"}")
        .expectStatus()
        .isCreated();
  }

  void twoRules() {
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

  String vendorWithTwoAgreements() {
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
  String voucherWithTwoInvoices(String basket) {
    String signed = ordered(basket);
    signs(Desk.worker(http), signed);
    String invoiced = ordered(basket);
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

  private String ordered(String basket) {
    String request = Desk.worker(http).asks(basket, "9.00");
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

  String withTwoServices(String plan) {
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
}
