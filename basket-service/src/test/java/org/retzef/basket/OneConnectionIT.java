package org.retzef.basket;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.testing.LastConnection;
import org.retzef.platform.testing.Questions;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
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
  private TwoOfEach two;
  private Map<String, String> ids;

  @BeforeEach
  void thereAreTwoOfEach() {
    manager = Desk.basketManager(http);
    two = new TwoOfEach(http, database);
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
    String budget = two.budgetWithTwoMovements();
    two.secondEnvelope();
    two.changedCategory();
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

  private Stream<String> gifts() {
    String donation = two.donationThatWasGivenTwice();
    String loan = two.loanThatWasRepaidTwice();
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

  private Stream<String> baskets() {
    two.twoRules();
    two.secondPolicy();
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

  private Stream<String> vouchers() {
    String vendor = two.vendorWithTwoAgreements();
    String voucher = "/vouchers/" + ids.get("vouchers");
    String invoiced = two.voucherWithTwoInvoices(ids.get("baskets"));
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

  private Stream<String> servicePlans() {
    String plan = two.withTwoServices("/service-plans/" + ids.get("service-plans"));
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
