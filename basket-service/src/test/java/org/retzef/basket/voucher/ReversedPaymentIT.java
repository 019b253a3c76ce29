package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What becomes of the money of a payment that was wrong: in its basket, budget and month. */
@RetzefIT
class ReversedPaymentIT {

  @RegisterExtension final ApprovedPurchase purchase = new ApprovedPurchase();

  private final PaymentDesk desk = new PaymentDesk(purchase);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  /** D4: 1,900.00 were paid for 190.00, where no invoice had been filed. */
  @Test
  void isUndoneByASecondPersonAndThenPaidRightly() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String voucher = desk.paid(null);
      JsonNode undone = Answers.json(desk.reverse(purchase.manager(), voucher), 201);
      assertThat(undone.get("amount").asString()).isEqualTo("1900.00");
      assertThat(undone.get("reversedOn").asString()).isEqualTo(AskedBasket.today().toString());
      assertThat(undone.get("version").asLong())
          .isEqualTo(Long.parseLong(purchase.eTag(voucher).replace("\"", "")));
      desk.assertPayment(voucher, "RELEASED", "1900.00");
      assertThat(purchase.status()).isEqualTo("RECEIVED");
      desk.assertBasket("1900.00", "0.00", "6100.00");
      assertThat(statement("spent")).containsExactly("1900.00", "0.00");
      assertThat(history()).endsWith("PAY head-1 null", "REVERSE basket-1 WRONG_AMOUNT");

      desk.invoice(purchase.vendor(), voucher, "A-1", "190.00").expectStatus().isCreated();
      assertThat(
              Answers.json(desk.pay(purchase.manager(), voucher, null), 201)
                  .get("amount")
                  .asString())
          .isEqualTo("190.00");
      desk.assertBasket("0.00", "190.00", "7810.00");
      Answers.refused(desk.reverse(purchase.manager(), voucher), 409, "own-payment");
      Answers.json(desk.reverse(purchase.head(), voucher), 201);
      desk.assertBasket("1900.00", "0.00", "6100.00");
      assertThat(purchase.worker().read("/vouchers/" + voucher).get("paid").asString())
          .isEqualTo("0.00");
      desk.assertProven();
      List<TestEvent> told = desk.told(events, 4);
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
  void reservesAgainWhatThePaymentHadLeftOverOrIsRefused() {
    String voucher = desk.paid("190.00");
    desk.assertBasket("0.00", "190.00", "7810.00");
    String other = purchase.worker().asks(purchase.basket(), "6100.01");
    desk.reverse(purchase.manager(), voucher)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("payment-rest-used")
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("1710.00"));
    desk.assertPayment(voucher, "PAID", "190.00");
    desk.assertBasket("6100.01", "190.00", "1709.99");
    String path = "/requests/" + other;
    purchase
        .worker()
        .patch(path, "{\"status\":\"WITHDRAWN\"}", purchase.worker().eTag(path))
        .expectStatus()
        .isOk();
    Answers.json(desk.reverse(purchase.manager(), voucher), 201);
    desk.assertBasket("1900.00", "0.00", "6100.00");
    desk.pay(purchase.manager(), voucher, "1900.00").expectStatus().isCreated();
    desk.assertBasket("0.00", "1900.00", "6100.00");
    desk.assertProven();
  }

  @Test
  void takesTheRestBackFromTheBudgetWhereTheBasketHasClosedSince() {
    String voucher = desk.paid("190.00");
    new AskedBasket(http, purchase.basket(), Desk.DEPARTMENT).closes(database);
    long before = budget();
    Answers.json(desk.reverse(purchase.manager(), voucher), 201);
    assertThat(before - budget()).isEqualTo(171_000);
    desk.assertBasket("1900.00", "0.00", "7810.00");
    desk.pay(purchase.head(), voucher, "190.00").expectStatus().isCreated();
    assertThat(budget()).isEqualTo(before);
    desk.assertProven();
  }

  private long budget() {
    return database
        .sql(
            "select balance from account where name = (select budget from basket where id = '%s')"
                .formatted(purchase.basket()))
        .mapValue(Long.class)
        .one()
        .block();
  }

  /** The payment stays in the month that is closed; its reversal counts for an open day. */
  @Test
  void countsForTodayWhereThePaymentsMonthIsClosed() {
    String voucher = desk.paid(null);
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
    Answers.json(desk.reverse(purchase.manager(), voucher), 201);
    assertThat(
            database
                .sql(
                    "select effective_on from posting where kind = 'REVERSAL' and reference = "
                        + payment.formatted(voucher))
                .mapValue(LocalDate.class)
                .one()
                .block())
        .isEqualTo(AskedBasket.today());
    desk.assertProven();
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
    String id = desk.account(kind + "/" + purchase.basket()).get("id").asString();
    List<String> balances = new ArrayList<>();
    purchase
        .manager()
        .read("/ledger/accounts/" + id + "/statement")
        .get("items")
        .forEach(line -> balances.add(line.get("balance").asString()));
    return balances;
  }
}
