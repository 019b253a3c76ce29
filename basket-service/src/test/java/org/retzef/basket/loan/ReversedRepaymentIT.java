package org.retzef.basket.loan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.DeclaredConflict;
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

/** A repayment that was wrong, and what its reversal leaves. */
@RetzefIT
class ReversedRepaymentIT {

  private static final String WRONG = "{\"reasonCode\":\"WRONG_LOAN\"}";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private final LocalDate today = AskedBasket.today();
  private LoanDesk desk;
  private String loan;
  private Desk manager;
  private Desk second;

  @BeforeEach
  void lendAllOfTheFund() {
    desk = LoanDesk.open(http, database);
    manager = desk.manager();
    second = desk.second();
    desk.deposits("900.00");
    loan = desk.lends("900.00");
  }

  @AfterEach
  void lendWhatIsLeft() {
    desk.lendsWhatIsLeft();
  }

  @Test
  void isUndoneByASecondPersonAndTheLoanIsOpenAgain() {
    JsonNode before = desk.report("");
    String unpaid = manager.eTag(loan);
    String repayment = repay("900.00", today);
    assertLoan("REPAID", "0.00");
    JsonNode undone = Answers.json(reverse(second, repayment), 201);
    assertThat(undone).isEqualTo(manager.read(loan));
    assertLoan("OPEN", "900.00");
    assertThat(manager.eTag(loan)).as("seen before it was repaid").isNotEqualTo(unpaid);
    assertThat(desk.report("")).isEqualTo(before);
    JsonNode told = manager.read(loan + "/repayments").get("items").get(0);
    assertThat(told.get("recordedBy").asString()).isEqualTo("basket-1");
    assertThat(told.get("reversedBy").asString()).isEqualTo("basket-2");
    assertThat(told.get("reasonCode").asString()).isEqualTo("WRONG_LOAN");
    assertThat(told.get("reversedOn").asString()).isEqualTo(today.toString());
    assertThat(statement()).containsExactly("900.00", "0.00", "900.00");

    String rightly = repay("100.00", today);
    assertLoan("OPEN", "800.00");
    assertThat(manager.read(loan + "/repayments").get("items").get(1).get("id").asString())
        .isEqualTo(rightly);
    desk.assertProven();
  }

  @Test
  void isUndoneByNobodyWhoMayNotAndNotWithoutAReason() {
    String repayment = repay("400.00", today);
    Answers.refused(reverse(manager, repayment), 409, "own-repayment");
    String path = reversal(repayment);
    String eTag = manager.eTag(loan);
    Desk.head(http).post(path, WRONG, eTag).expectStatus().isForbidden();
    Desk.of(http, "national-1", "IL", "national-manager")
        .post(path, WRONG, eTag)
        .expectStatus()
        .isForbidden();
    Desk stranger = Desk.of(http, "basket-9", "IL.JERUSALEM", "basket-manager");
    Answers.refused(stranger.post(path, WRONG, eTag), 404, "loan-not-found");
    Answers.refused(stranger.get(loan + "/repayments"), 404, "loan-not-found");
    String unknown = UUID.randomUUID().toString();
    Answers.refused(reverse(second, unknown), 404, "repayment-not-found");
    desk.deposits("1.00");
    String other = desk.lends("1.00") + "/repayments/" + repayment + "/reversal";
    Answers.refused(second.post(other, WRONG, eTag), 404, "repayment-not-found");
    assertThat(Answers.faults(second.post(path, "{}", eTag)))
        .containsExactly("reasonCode required");
    second.post(path, "{\"reasonCode\":\"LIKED_NOT\"}", eTag).expectStatus().isBadRequest();
    Answers.refused(second.post(path, WRONG), 428, "if-match-required");
    Answers.refused(second.post(path, WRONG, "\"1\""), 412, "state-changed");
    second.send(HttpMethod.POST, path, WRONG, eTag, null).expectStatus().isBadRequest();
    assertLoan("OPEN", "500.00");
  }

  /** Decision 0046. */
  @Test
  void isRecordedAndUndoneByNobodyWhoBelongsToTheFamily() {
    String repayment = repay("400.00", today);
    DeclaredConflict tie = DeclaredConflict.of(database, desk.family().toString(), "basket-2");
    String more = "{\"amount\": \"500.00\", \"paidOn\": \"%s\"}".formatted(today);
    Answers.refused(second.post(loan + "/repayments", more), 409, "conflict-of-interest");
    Answers.refused(reverse(second, repayment), 409, "conflict-of-interest");
    assertLoan("OPEN", "500.00");
    tie.end();
    Answers.json(reverse(second, repayment), 201);
    assertLoan("OPEN", "900.00");
  }

  @Test
  void isUndoneOnceByEightAtOnce() throws Exception {
    String path = reversal(repay("400.00", today));
    String eTag = manager.eTag(loan);
    List<Integer> statuses =
        Race.of(
            8,
            i -> Patiently.ask(() -> desk.another(i).post(path, WRONG, eTag)).getStatus().value());
    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    assertLoan("OPEN", "900.00");
    desk.assertProven();
  }

  @Test
  void answersARepeatedCommandAsTheFirst() {
    String path = reversal(repay("400.00", today));
    String eTag = manager.eTag(loan);
    String key = UUID.randomUUID().toString();
    JsonNode first = Answers.json(second.send(HttpMethod.POST, path, WRONG, eTag, key), 201);
    assertThat(Answers.json(second.send(HttpMethod.POST, path, WRONG, eTag, key), 201))
        .isEqualTo(first);
    Answers.refused(second.post(path, WRONG, eTag), 409, "repayment-reversed");
    assertLoan("OPEN", "900.00");
  }

  @Test
  void waitsForTheFundWhereItHasLentTheMoneyAgain() {
    String repayment = repay("400.00", today);
    desk.lends("399.99");
    reverse(second, repayment)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("loan-fund-short")
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("399.99"));
    assertLoan("OPEN", "500.00");
    desk.deposits("399.99");
    Answers.json(reverse(second, repayment), 201);
    assertLoan("OPEN", "900.00");
    assertThat(desk.inFund()).isEqualTo("0.00");
    desk.assertProven();
  }

  /** What was forgiven stays so; what was never repaid is owed. */
  @Test
  void opensALoanThatWasWrittenOff() {
    String repayment = repay("400.00", today);
    String writeOffs = loan + "/write-offs";
    String id = Answers.id(manager.post(writeOffs, "{\"reasonCode\": \"NO_MEANS\"}"));
    second
        .post(writeOffs + "/" + id + "/approval", null, manager.eTag(loan))
        .expectStatus()
        .isCreated();
    assertLoan("WRITTEN_OFF", "0.00");
    Answers.json(reverse(second, repayment), 201);
    assertLoan("OPEN", "400.00");
    repay("400.00", today);
    assertLoan("REPAID", "0.00");
    desk.assertProven();
  }

  /** The repayment stays in its year, which may be closed. */
  @Test
  void countsForToday() {
    LocalDate aYearAgo = today.minusYears(1);
    database
        .sql("update loan set granted_on = :day where id = :id")
        .bind("day", aYearAgo)
        .bind("id", UUID.fromString(loan.substring("/loans/".length())))
        .then()
        .block();
    String former = "?year=" + aYearAgo.getYear();
    String present = "?year=" + today.getYear();
    String repayment = repay("400.00", aYearAgo);
    String repaid = desk.report(former).get("repaid").asString();
    long before = agorot(desk.report(present).get("repaid"));
    Answers.json(reverse(second, repayment), 201);
    assertThat(desk.report(former).get("repaid").asString()).isEqualTo(repaid);
    assertThat(before - agorot(desk.report(present).get("repaid"))).isEqualTo(40_000);
  }

  private static long agorot(JsonNode amount) {
    return Long.parseLong(amount.asString().replace(".", ""));
  }

  @Test
  void theDatabaseKeepsWhatWasUndone() {
    String repayment = repay("400.00", today);
    String reversal =
        """
        insert into loan_repayment_reversal (repayment_id, reason_code, reversed_by, reversed_on)
        select id, 'OTHER', 'WHO', DAY from loan_repayment where id = '%s'
        """
            .formatted(repayment);
    desk.assertRefused(
        reversal.replace("WHO", "basket-1").replace("DAY", "paid_on"), "of their own");
    desk.assertRefused(reversal.replace("DAY", "paid_on - 1"), "was made later");
    Answers.json(reverse(second, repayment), 201);
    desk.assertRefused(reversal.replace("DAY", "paid_on"), "loan_repayment_reversal_pkey");
    desk.assertRefused(
        "delete from loan_repayment_reversal where repayment_id = '" + repayment + "'",
        "is refused");
  }

  /** By the manager; answers the repayment's id. */
  private String repay(String amount, LocalDate day) {
    manager
        .post(
            loan + "/repayments", "{\"amount\": \"%s\", \"paidOn\": \"%s\"}".formatted(amount, day))
        .expectStatus()
        .isCreated();
    return manager
        .read(loan + "/repayments")
        .get("items")
        .valueStream()
        .reduce((former, latter) -> latter)
        .orElseThrow()
        .get("id")
        .asString();
  }

  private String reversal(String repayment) {
    return loan + "/repayments/" + repayment + "/reversal";
  }

  private ResponseSpec reverse(Desk who, String repayment) {
    return who.post(reversal(repayment), WRONG, manager.eTag(loan));
  }

  /** The balance after each line of the loan's account. */
  private List<String> statement() {
    String id =
        manager
            .read("/ledger/accounts?prefix=loan/" + loan.substring("/loans/".length()))
            .get("items")
            .get(0)
            .get("id")
            .asString();
    return manager
        .read("/ledger/accounts/" + id + "/statement")
        .get("items")
        .valueStream()
        .map(line -> line.get("balance").asString())
        .toList();
  }

  private void assertLoan(String status, String owed) {
    JsonNode now = manager.read(loan);
    assertThat(now.get("status").asString()).isEqualTo(status);
    assertThat(now.get("owed").asString()).isEqualTo(owed);
  }
}
