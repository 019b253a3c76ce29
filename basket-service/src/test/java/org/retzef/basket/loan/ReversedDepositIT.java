package org.retzef.basket.loan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** A deposit into the loan fund that was wrong, and what its reversal leaves. */
@RetzefIT
class ReversedDepositIT {

  private static final String WRONG = "{\"reasonCode\":\"WRONG_AMOUNT\"}";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private LoanDesk desk;
  private Desk manager;
  private Desk second;

  @BeforeEach
  void aFamilyIsKnown() {
    desk = LoanDesk.open(http, database);
    manager = desk.manager();
    second = desk.second();
  }

  @AfterEach
  void lendWhatIsLeft() {
    desk.lendsWhatIsLeft();
  }

  @Test
  void isUndoneByASecondPersonAndIsNotInTheFund() {
    String capital = capital();
    String wrong = deposit("5000.00");
    deposit("500.00");
    JsonNode report = Answers.json(reverse(second, wrong), 201);
    assertThat(report.get("inFund").asString()).isEqualTo("500.00");
    JsonNode told = told(wrong);
    assertThat(told.get("amount").asString()).isEqualTo("5000.00");
    assertThat(told.get("depositedBy").asString()).isEqualTo("basket-1");
    assertThat(told.get("reversedBy").asString()).isEqualTo("basket-2");
    assertThat(told.get("reasonCode").asString()).isEqualTo("WRONG_AMOUNT");
    assertThat(told.get("reversedOn").asString()).isEqualTo(AskedBasket.today().toString());
    assertThat(agorot(capital) - agorot(capital())).isEqualTo(50_000);
    desk.assertProven();
  }

  @Test
  void staysWhileTheMoneyIsLent() {
    String wrong = deposit("500.00");
    String loan = desk.lends("200.00");
    reverse(second, wrong)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("loan-fund-short")
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("200.00"));
    assertThat(told(wrong).get("reversedBy").isNull()).isTrue();
    assertThat(desk.inFund()).isEqualTo("300.00");
    manager
        .post(
            loan + "/repayments",
            "{\"amount\": \"200.00\", \"paidOn\": \"%s\"}".formatted(AskedBasket.today()))
        .expectStatus()
        .isCreated();
    Answers.json(reverse(second, wrong), 201);
    assertThat(desk.inFund()).isEqualTo("0.00");
    desk.assertProven();
  }

  @Test
  void isUndoneByNobodyWhoMayNotAndNotWithoutAReason() {
    String wrong = deposit("500.00");
    Answers.refused(reverse(manager, wrong), 409, "own-deposit");
    reverse(Desk.head(http), wrong).expectStatus().isForbidden();
    reverse(Desk.of(http, "national-1", "IL", "national-manager"), wrong)
        .expectStatus()
        .isForbidden();
    String unknown = UUID.randomUUID().toString();
    Answers.refused(reverse(second, unknown), 404, "deposit-not-found");
    String path = reversal(wrong);
    assertThat(Answers.faults(second.post(path, "{}"))).containsExactly("reasonCode required");
    second.post(path, "{\"reasonCode\":\"LIKED_NOT\"}").expectStatus().isBadRequest();
    second.send(HttpMethod.POST, path, WRONG, null, null).expectStatus().isBadRequest();
    assertThat(desk.inFund()).isEqualTo("500.00");
  }

  @Test
  void isUndoneOnceByEightAtOnceWhileOthersDeposit() throws Exception {
    String path = reversal(deposit("500.00"));
    List<Integer> statuses =
        Race.of(
            16,
            i ->
                status(
                    i % 2 == 0
                        ? () -> desk.another(i).post(path, WRONG)
                        : () -> desk.another(i).post("/loans/fund", amount("1.00"))));
    assertThat(statuses).containsOnly(201, 409).filteredOn(status -> status == 201).hasSize(9);
    assertThat(desk.inFund()).isEqualTo("8.00");
    Answers.refused(second.post(path, WRONG), 409, "deposit-reversed");
    desk.assertProven();
  }

  /** Either is lent, or undone. */
  @Test
  void isNotUndoneAndLentAtOnce() throws Exception {
    String path = reversal(deposit("500.00"));
    List<Integer> statuses =
        Race.of(
            8,
            i ->
                status(
                    i % 2 == 0
                        ? () -> desk.another(i).post(path, WRONG)
                        : () -> desk.lends(desk.another(i), "500.00")));
    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    assertThat(desk.inFund()).isEqualTo("0.00");
    desk.assertProven();
  }

  private static int status(java.util.function.Supplier<ResponseSpec> call) {
    return Patiently.ask(call::get).getStatus().value();
  }

  @Test
  void answersARepeatedCommandAsTheFirst() {
    String path = reversal(deposit("500.00"));
    String key = UUID.randomUUID().toString();
    JsonNode first = Answers.json(second.send(HttpMethod.POST, path, WRONG, null, key), 201);
    assertThat(Answers.json(second.send(HttpMethod.POST, path, WRONG, null, key), 201))
        .isEqualTo(first);
    assertThat(desk.inFund()).isEqualTo("0.00");
  }

  /** Who made a deposit was not kept before deposits could be undone. */
  @Test
  void isUndoneByAnybodyWhoMayWhereWhoMadeItIsNotKnown() {
    String wrong = deposit("500.00");
    database
        .sql("update loan_deposit set deposited_by = null where id = :id")
        .bind("id", UUID.fromString(wrong))
        .then()
        .block();
    Answers.json(reverse(manager, wrong), 201);
    assertThat(desk.inFund()).isEqualTo("0.00");
  }

  @Test
  void theDatabaseKeepsWhatWasUndone() {
    String wrong = deposit("500.00");
    String reversal =
        """
        insert into loan_deposit_reversal (deposit_id, reason_code, reversed_by, reversed_on)
        select id, 'OTHER', 'WHO', DAY from loan_deposit where id = '%s'
        """
            .formatted(wrong);
    desk.assertRefused(
        reversal.replace("WHO", "basket-1").replace("DAY", "deposited_on"), "of their own");
    desk.assertRefused(reversal.replace("DAY", "deposited_on - 1"), "was made later");
    Answers.json(reverse(second, wrong), 201);
    desk.assertRefused(reversal.replace("DAY", "deposited_on"), "loan_deposit_reversal_pkey");
    desk.assertRefused(
        "delete from loan_deposit_reversal where deposit_id = '" + wrong + "'", "is refused");
  }

  /** By the manager; answers the deposit's id. */
  private String deposit(String amount) {
    desk.deposits(amount);
    return database
        .sql("select id from loan_deposit order by id desc limit 1")
        .mapValue(UUID.class)
        .one()
        .block()
        .toString();
  }

  private static String amount(String amount) {
    return "{\"amount\": \"%s\"}".formatted(amount);
  }

  private static String reversal(String deposit) {
    return "/loans/fund/deposits/" + deposit + "/reversal";
  }

  private static ResponseSpec reverse(Desk who, String deposit) {
    return who.post(reversal(deposit), WRONG);
  }

  private JsonNode told(String deposit) {
    return manager
        .read("/loans/fund/deposits?limit=200")
        .get("items")
        .valueStream()
        .filter(one -> one.get("id").asString().equals(deposit))
        .findFirst()
        .orElseThrow();
  }

  private String capital() {
    return manager
        .read("/ledger/accounts?prefix=loan-capital/")
        .get("items")
        .valueStream()
        .map(account -> account.get("balance").asString())
        .findFirst()
        .orElse("0.00");
  }

  private static long agorot(String amount) {
    return Long.parseLong(amount.replace(".", ""));
  }
}
