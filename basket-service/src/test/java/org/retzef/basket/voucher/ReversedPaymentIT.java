package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.DeclaredConflict;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A payment that was wrong, and what its reversal leaves. */
@RetzefIT
class ReversedPaymentIT {

  private static final String WRONG = "{\"reasonCode\":\"WRONG_AMOUNT\"}";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Deliveries deliveries;
  @Autowired private Commands commands;

  private ApprovedPurchase purchase;

  @BeforeEach
  void approveAPurchase() {
    purchase = ApprovedPurchase.of(http, database);
  }

  /** D4: 1,900.00 were paid for 190.00, where no invoice had been filed. */
  @Test
  void isUndoneByASecondPersonAndThenPaidRightly() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String voucher = paid(null);
      JsonNode undone = Answers.json(reverse(purchase.manager(), voucher), 201);
      assertThat(undone.get("amount").asString()).isEqualTo("1900.00");
      assertThat(undone.get("reversedOn").asString()).isEqualTo(AskedBasket.today().toString());
      assertThat(undone.get("version").asLong())
          .isEqualTo(Long.parseLong(purchase.eTag(voucher).replace("\"", "")));
      assertPayment(voucher, "RELEASED", "1900.00");
      assertThat(purchase.status()).isEqualTo("RECEIVED");
      assertBasket("1900.00", "0.00", "6100.00");
      assertThat(statement("spent")).containsExactly("1900.00", "0.00");
      assertThat(history()).endsWith("PAY head-1 null", "REVERSE basket-1 WRONG_AMOUNT");

      invoice(voucher, "190.00").expectStatus().isCreated();
      assertThat(Answers.json(pay(purchase.manager(), voucher, null), 201).get("amount").asString())
          .isEqualTo("190.00");
      assertBasket("0.00", "190.00", "7810.00");
      Answers.refused(reverse(purchase.manager(), voucher), 409, "own-payment");
      Answers.json(reverse(purchase.head(), voucher), 201);
      assertBasket("1900.00", "0.00", "6100.00");
      assertThat(purchase.worker().read("/vouchers/" + voucher).get("paid").asString())
          .isEqualTo("0.00");
      assertProven();
      List<TestEvent> told = payments(events, 4, purchase);
      assertThat(told)
          .extracting(event -> event.type().replace("org.retzef.payment.", ""))
          .containsExactly("recorded.v1", "reversed.v1", "recorded.v1", "reversed.v1");
      assertThat(told.get(1).json())
          .contains(
              "\"sources\":[{\"source\":\"MINISTRY\",\"amount\":\"1900.00\"}]",
              "\"reasonCode\":\"WRONG_AMOUNT\"",
              undone.get("paymentId").asString())
          .doesNotContain("basket-1");
    }
  }

  @Test
  void isUndoneByNobodyWhoMayNotAndNotWithoutAReason() {
    String voucher = received();
    Answers.refused(reverse(purchase.manager(), voucher), 409, "not-paid");
    pay(purchase.head(), voucher, null).expectStatus().isCreated();
    Answers.refused(reverse(purchase.head(), voucher), 409, "own-payment");
    for (Desk other :
        List.of(
            purchase.worker(),
            Desk.vendor(http, "VENDOR-DEMO"),
            Desk.of(http, "national-1", "IL", "national-manager"))) {
      reverse(other, voucher).expectStatus().isForbidden();
    }
    Answers.refused(
        reverse(Desk.of(http, "head-2", "IL.SOUTH.A0070.D1", "department-head"), voucher),
        404,
        "voucher-not-found");
    String path = "/vouchers/" + voucher + "/payment/reversal";
    String eTag = purchase.eTag(voucher);
    assertThat(Answers.faults(purchase.manager().post(path, "{}", eTag)))
        .containsExactly("reasonCode required");
    purchase
        .manager()
        .post(path, "{\"reasonCode\":\"LIKED_NOT\"}", eTag)
        .expectStatus()
        .isBadRequest();
    Answers.refused(purchase.manager().post(path, WRONG), 428, "if-match-required");
    Answers.refused(purchase.manager().post(path, WRONG, "\"1\""), 412, "state-changed");
    purchase.manager().send(HttpMethod.POST, path, WRONG, eTag, null).expectStatus().isBadRequest();
    assertPayment(voucher, "PAID", "1900.00");
    assertBasket("0.00", "1900.00", "6100.00");
  }

  /** Decision 0046. */
  @Test
  void isUndoneByNobodyWhoBelongsToTheFamily() {
    String voucher = paid(null);
    DeclaredConflict tie = DeclaredConflict.of(database, purchase.familyId(), "basket-1");
    Answers.refused(reverse(purchase.manager(), voucher), 409, "conflict-of-interest");
    assertPayment(voucher, "PAID", "1900.00");
    tie.end();
    Answers.json(reverse(purchase.manager(), voucher), 201);
  }

  @Test
  void isUndoneOnceByEightAtOnce() throws Exception {
    String voucher = paid(null);
    String eTag = purchase.eTag(voucher);
    String path = "/vouchers/" + voucher + "/payment/reversal";
    List<Integer> statuses =
        Race.of(
            8,
            i ->
                Patiently.ask(
                        () ->
                            Desk.of(http, "head-" + (2 + i), Desk.DEPARTMENT, "department-head")
                                .post(path, WRONG, eTag))
                    .getStatus()
                    .value());
    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    assertBasket("1900.00", "0.00", "6100.00");
    assertProven();
  }

  @Test
  void answersARepeatedCommandAsTheFirst() {
    String voucher = paid(null);
    String eTag = purchase.eTag(voucher);
    String path = "/vouchers/" + voucher + "/payment/reversal";
    String key = UUID.randomUUID().toString();
    Desk manager = purchase.manager();
    JsonNode first = Answers.json(manager.send(HttpMethod.POST, path, WRONG, eTag, key), 201);
    assertThat(Answers.json(manager.send(HttpMethod.POST, path, WRONG, eTag, key), 201))
        .isEqualTo(first);
    Answers.refused(manager.post(path, WRONG, eTag), 409, "not-paid");
    assertBasket("1900.00", "0.00", "6100.00");
  }

  @Test
  void reservesAgainWhatThePaymentHadLeftOverOrIsRefused() {
    String voucher = paid("190.00");
    assertBasket("0.00", "190.00", "7810.00");
    String other = purchase.worker().asks(purchase.basket(), "6100.01");
    reverse(purchase.manager(), voucher)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("payment-rest-used")
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("1710.00"));
    assertPayment(voucher, "PAID", "190.00");
    assertBasket("6100.01", "190.00", "1709.99");
    String path = "/requests/" + other;
    purchase
        .worker()
        .patch(path, "{\"status\":\"WITHDRAWN\"}", purchase.worker().eTag(path))
        .expectStatus()
        .isOk();
    Answers.json(reverse(purchase.manager(), voucher), 201);
    assertBasket("1900.00", "0.00", "6100.00");
    pay(purchase.manager(), voucher, "1900.00").expectStatus().isCreated();
    assertBasket("0.00", "1900.00", "6100.00");
    assertProven();
  }

  @Test
  void takesTheRestBackFromTheBudgetWhereTheBasketHasClosedSince() {
    String voucher = paid("190.00");
    new AskedBasket(http, purchase.basket(), Desk.DEPARTMENT).closes(database);
    long before = budget();
    Answers.json(reverse(purchase.manager(), voucher), 201);
    assertThat(before - budget()).isEqualTo(171_000);
    assertBasket("1900.00", "0.00", "7810.00");
    pay(purchase.head(), voucher, "190.00").expectStatus().isCreated();
    assertThat(budget()).isEqualTo(before);
    assertProven();
  }

  private long budget() {
    return number(
        "select balance from account where name = (select budget from basket where id = '%s')"
            .formatted(purchase.basket()));
  }

  /** The payment stays in the month that is closed; its reversal counts for an open day. */
  @Test
  void countsForTodayWhereThePaymentsMonthIsClosed() {
    String voucher = paid(null);
    assertThat(
            purchase
                .manager()
                .post("/ledger/closings", "{\"period\": \"2000-01\"}")
                .returnResult(Void.class)
                .getStatus()
                .value())
        .as("closed now, or with a later one before")
        .isIn(201, 409);
    String payment = "(select id from payment where voucher_id = '%s')";
    purchase.execute("alter table posting disable trigger posting_stays", "");
    purchase.execute(
        "update posting set effective_on = '2000-01-15' where reference = " + payment, voucher);
    purchase.execute("alter table posting enable trigger posting_stays", "");
    Answers.json(reverse(purchase.manager(), voucher), 201);
    assertThat(
            database
                .sql(
                    "select effective_on from posting where kind = 'REVERSAL' and reference = "
                        + payment.formatted(voucher))
                .mapValue(LocalDate.class)
                .one()
                .block())
        .isEqualTo(AskedBasket.today());
    assertProven();
  }

  /** Of three sources, with another payment between: to the agora what the ledger says. */
  @Test
  void givesBackToEachSourceWhatItHadBorne() {
    purchase
        .manager()
        .post(
            "/funding-sources/shares",
            """
            {"fund": "BASKETS.UNDONE", "validFrom": "2020-01-01", "shares": [
              {"source": "MINISTRY", "percent": "33.34"}, {"source": "JDC_ISRAEL", "percent": "41.17"},
              {"source": "RASHI_FOUNDATION", "percent": "25.49"}]}
            """)
        .expectStatus()
        .isCreated();
    purchase
        .manager()
        .post(
            "/budgets",
            """
            {"year": 2025, "rows": [
              {"track": "UNDONE", "families": 1, "basket": "1000.00", "total": "1000.00"}]}
            """)
        .expectStatus()
        .isCreated();
    String basket = purchase.worker().opensABasket("UNDONE");
    try (var events = TestEvents.on("retzef.basket.events")) {
      ApprovedPurchase first = purchaseOf(basket, "100.01");
      ApprovedPurchase second = purchaseOf(basket, "33.33");
      String wrong = paid(first, null);
      paid(second, null);
      Answers.json(reverse(first.manager(), wrong), 201);
      List<TestEvent> told = new ArrayList<>(payments(events, 2, first));
      told.addAll(payments(events, 1, second));
      assertThat(borne(told)).isEqualTo(borneBy("spent/" + basket));
      paid(first, wrong, "99.98");
      assertThat(borneBy("reserved/" + basket)).isEmpty();
      assertProven();
    }
  }

  private static List<TestEvent> payments(TestEvents events, int atLeast, ApprovedPurchase bought) {
    return events.await(
        atLeast,
        event ->
            event.subject().equals(bought.request())
                && event.type().startsWith("org.retzef.payment."));
  }

  private ApprovedPurchase purchaseOf(String basket, String amount) {
    ApprovedPurchase asking = new ApprovedPurchase(http, database, basket, "");
    return new ApprovedPurchase(http, database, basket, asking.approved(Desk.request(amount)));
  }

  /** By source, what the events say was paid and not undone. */
  private static Map<String, BigDecimal> borne(List<TestEvent> told) {
    Map<String, BigDecimal> borne = new HashMap<>();
    for (TestEvent event : told) {
      boolean undone = event.type().endsWith("reversed.v1");
      for (JsonNode share : new JsonMapper().readTree(event.json()).get("sources")) {
        BigDecimal amount = new BigDecimal(share.get("amount").asString());
        borne.merge(
            share.get("source").asString(), undone ? amount.negate() : amount, BigDecimal::add);
      }
    }
    return borne;
  }

  private Map<String, BigDecimal> borneBy(String account) {
    Map<String, BigDecimal> borne = new HashMap<>();
    for (JsonNode share : account(account).get("shares")) {
      borne.put(share.get("source").asString(), new BigDecimal(share.get("amount").asString()));
    }
    return borne;
  }

  @Test
  void theDatabaseKeepsWhatWasUndone() {
    String voucher = paid(null);
    String second =
        """
        insert into payment (id, voucher_id, amount, paid_by, paid_on)
        values (uuidv7(), '%s', 1, 'x', current_date)
        """;
    String reversal =
        """
        insert into payment_reversal (payment_id, reason_code, reversed_by, reversed_on)
        select id, 'OTHER', 'WHO', DAY from payment where voucher_id = '%s'
        """;
    purchase.refused(second, voucher, "is paid already");
    purchase.refused(
        reversal.replace("WHO", "head-1").replace("DAY", "paid_on"), voucher, "of their own");
    purchase.refused(reversal.replace("DAY", "paid_on - 1"), voucher, "was made later");
    Answers.json(reverse(purchase.manager(), voucher), 201);
    purchase.refused(reversal.replace("DAY", "paid_on"), voucher, "payment_reversal_pkey");
    purchase.refused(
        "delete from payment_reversal where payment_id in"
            + " (select id from payment where voucher_id = '%s')",
        voucher, "is refused");
  }

  private String received() {
    return received(purchase);
  }

  private String received(ApprovedPurchase bought) {
    String voucher = bought.signed();
    bought.deliver(bought.worker(), voucher).expectStatus().isCreated();
    commands.run(() -> deliveries.answered(UUID.fromString(voucher), ReceiptAnswer.YES)).block();
    return voucher;
  }

  /** By the head; answers the voucher. */
  private String paid(@Nullable String amount) {
    return paid(purchase, amount);
  }

  private String paid(ApprovedPurchase bought, @Nullable String amount) {
    return paid(bought, received(bought), amount);
  }

  private String paid(ApprovedPurchase bought, String voucher, @Nullable String amount) {
    pay(bought.head(), voucher, amount).expectStatus().isCreated();
    return voucher;
  }

  private ResponseSpec pay(Desk desk, String voucher, @Nullable String amount) {
    return desk.post(
        "/vouchers/" + voucher + "/payment",
        amount == null ? "{}" : "{\"amount\":\"" + amount + "\"}",
        purchase.eTag(voucher));
  }

  private ResponseSpec reverse(Desk desk, String voucher) {
    return desk.post("/vouchers/" + voucher + "/payment/reversal", WRONG, purchase.eTag(voucher));
  }

  private ResponseSpec invoice(String voucher, String amount) {
    return Desk.vendor(http, "VENDOR-DEMO")
        .post(
            "/vouchers/" + voucher + "/invoice",
            "{\"number\":\"A-1\",\"amount\":\"%s\",\"issuedOn\":\"%s\"}"
                .formatted(amount, AskedBasket.today()),
            purchase.eTag(voucher));
  }

  private List<String> history() {
    List<String> steps = new ArrayList<>();
    for (JsonNode entry :
        purchase.worker().read("/requests/" + purchase.request() + "/history").get("items")) {
      steps.add(
          entry.get("code").asString()
              + " "
              + entry.get("by").asString()
              + " "
              + (entry.path("reasonCode").isString() ? entry.get("reasonCode").asString() : null));
    }
    return steps;
  }

  /** The balance after each line of the basket's account of this kind. */
  private List<String> statement(String kind) {
    String id = account(kind + "/" + purchase.basket()).get("id").asString();
    List<String> balances = new ArrayList<>();
    purchase
        .manager()
        .read("/ledger/accounts/" + id + "/statement")
        .get("items")
        .forEach(line -> balances.add(line.get("balance").asString()));
    return balances;
  }

  private JsonNode account(String name) {
    return purchase.manager().read("/ledger/accounts?prefix=" + name).get("items").get(0);
  }

  private long number(String sql) {
    return database.sql(sql).mapValue(Long.class).one().block();
  }

  private void assertPayment(String voucher, String status, String amount) {
    JsonNode payment = purchase.worker().read("/vouchers/" + voucher + "/payment");
    assertThat(payment.get("status").asString()).isEqualTo(status);
    assertThat(payment.get("amount").asString()).isEqualTo(amount);
  }

  private void assertBasket(String reserved, String spent, String left) {
    JsonNode now = purchase.worker().read("/baskets/" + purchase.basket());
    assertThat(now.get("reserved").asString()).isEqualTo(reserved);
    assertThat(now.get("spent").asString()).isEqualTo(spent);
    assertThat(now.get("left").asString()).isEqualTo(left);
  }

  private void assertProven() {
    assertThat(purchase.manager().read("/ledger/proof").get("difference").asString())
        .isEqualTo("0.00");
  }
}
