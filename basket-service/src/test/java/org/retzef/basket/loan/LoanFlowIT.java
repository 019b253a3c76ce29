package org.retzef.basket.loan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.retzef.basket.DeclaredConflict;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** The loan fund: beside the baskets, and never mixed. Every test leaves in it what it found. */
@RetzefIT
class LoanFlowIT {

  private static final String LOAN =
      """
      {"familyId": "%s", "principal": "%s", "instalments": %d, "firstDueOn": "2999-01-31"}
      """;

  private static final String REFUSED = "conflict-of-interest";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));

  @Test
  void lendsAndTakesBackAndWritesOffWithASecondPersonAndNeverCountsALoanAsAGrant() {
    UUID family = knownFamily();
    Map<String, String> grants = grants(family);
    JsonNode before = manager().read("/loans/report");
    deposits("1000.00");
    Answers.refused(lends(family, "1000.01", 12), 409, "loan-fund-empty");
    String id;
    try (var events = TestEvents.on("retzef.basket.events")) {
      id = Answers.id(lends(family, "1000.00", 3));
      assertThat(events.await(1, id).getFirst().json()).contains("\"principal\":\"1000.00\"");
    }
    JsonNode granted = manager().read("/loans/" + id);
    List<String> parts = new ArrayList<>();
    granted.get("schedule").forEach(part -> parts.add(part.get("amount").asString()));
    assertThat(parts).containsExactly("333.34", "333.33", "333.33");
    assertThat(granted.get("schedule").get(1).get("dueOn").asString()).isEqualTo("2999-02-28");
    assertThat(Answers.faults(repays(id, "1.00", today.minusDays(1))))
        .containsExactly("paidOn date-before-loan");
    repays(id, "333.34", today).expectStatus().isCreated();
    Answers.refused(repays(id, "666.67", today), 409, "repayment-above-loan");
    String approval = writeOff(id, manager());
    Answers.refused(approves(manager(), approval), 409, "own-write-off");
    assertThat(manager().read("/loans/" + id).get("owed").asString()).isEqualTo("666.66");
    approves(second(), approval).expectStatus().isCreated();
    Answers.refused(approves(second(), approval), 409, "write-off-decided");
    Answers.refused(repays(id, "1.00", today), 409, "loan-not-open");
    JsonNode report = manager().read("/loans/report");
    assertThat(more("granted", before, report)).isEqualTo("1000.00");
    assertThat(more("repaid", before, report)).isEqualTo("333.34");
    assertThat(more("writtenOff", before, report)).isEqualTo("666.66");
    assertThat(more("inFund", before, report)).isEqualTo("333.34");
    assertThat(more("owed", before, report)).isEqualTo("0.00");
    assertThat(grants(family)).as("what is said of grants").isEqualTo(grants);
    assertThat(manager().read("/ledger/proof").get("difference").asString()).isEqualTo("0.00");
    lends(family, "333.34", 1).expectStatus().isCreated();
  }

  private static String more(String figure, JsonNode before, JsonNode after) {
    return amount(after, figure).subtract(amount(before, figure)).toPlainString();
  }

  private static BigDecimal amount(JsonNode report, String figure) {
    return new BigDecimal(report.get(figure).asString());
  }

  @Test
  void refusesWhatIsNoLoanAndWhoIsNotOfTheFund() {
    UUID family = knownFamily();
    Desk.head(http).post("/loans", LOAN.formatted(family, "1", 1)).expectStatus().isForbidden();
    assertThat(Answers.faults(lends(family, "0.01", 2)))
        .containsExactly("instalments instalments-above-agorot");
    for (int instalments : new int[] {0, -1, 121}) {
      assertThat(Answers.faults(lends(family, "900.00", instalments)))
          .containsExactly("instalments instalments-invalid");
    }
    String late = LOAN.formatted(family, "9.00", 3).replace("2999", "9999");
    assertThat(Answers.faults(manager().post("/loans", late)))
        .containsExactly("firstDueOn date-too-late");
  }

  /** As with everything else that is decided on a family (decision 0046). */
  @Test
  void whoBelongsToTheFamilyNeitherLendsToItNorWritesItsLoanOff() {
    UUID family = knownFamily();
    deposits("90.00");
    DeclaredConflict conflict = declared(family, "basket-2");
    Answers.refused(second().post("/loans", LOAN.formatted(family, "90.00", 3)), 409, REFUSED);
    String id = Answers.id(lends(family, "90.00", 3));
    Answers.refused(
        second().post("/loans/" + id + "/write-offs", "{\"reasonCode\": \"NO_MEANS\"}"),
        409,
        REFUSED);
    String approval = writeOff(id, manager());
    Answers.refused(approves(second(), approval), 409, REFUSED);
    assertThat(manager().read("/loans/" + id).get("owed").asString()).isEqualTo("90.00");
    conflict.end();
    approves(second(), approval).expectStatus().isCreated();
  }

  @Test
  void aTieToTheFamilyThatTookTheBorrowersInCountsToo() {
    UUID family = knownFamily();
    UUID survivor = knownFamily();
    deposits("90.00");
    String id = Answers.id(lends(family, "90.00", 3));
    declared(survivor, "basket-2");
    database
        .sql(
            """
            insert into merged_family (merge_id, family_id, survivor_id, unit)
            values (uuidv7(), :family, :survivor, 'IL.SOUTH.A2630.D1')
            """)
        .bind("family", family)
        .bind("survivor", survivor)
        .then()
        .block();
    String approval = writeOff(id, manager());
    Answers.refused(approves(second(), approval), 409, REFUSED);
    approves(Desk.of(http, "basket-3", "IL", "basket-manager"), approval)
        .expectStatus()
        .isCreated();
  }

  /** Writing off takes what is owed: no more and no less than whoever approves has seen. */
  @Test
  void whatIsWrittenOffIsWhatTheSecondPersonHasSeen() {
    UUID family = knownFamily();
    deposits("1000.00");
    String id = Answers.id(lends(family, "1000.00", 3));
    String approval = writeOff(id, manager());
    String seen = manager().eTag("/loans/" + id);
    repays(id, "600.00", today).expectStatus().isCreated();
    second().post(approval, null).expectStatus().isEqualTo(428);
    assertThat(
            Answers.json(second().post(approval, null, seen).expectStatus().isEqualTo(412))
                .at("/current/owed")
                .asString())
        .isEqualTo("400.00");
    Answers.refused(repays(id, "1.00", today, seen), 412, "state-changed");
    repays(id, "1.00", today, manager().eTag("/loans/" + id)).expectStatus().isCreated();
    approves(second(), approval).expectStatus().isCreated();
    assertThat(manager().read("/loans/" + id).get("status").asString()).isEqualTo("WRITTEN_OFF");
    lends(family, "601.00", 1).expectStatus().isCreated();
  }

  private DeclaredConflict declared(UUID family, String worker) {
    return DeclaredConflict.of(database, family.toString(), worker);
  }

  @Test
  void countsARepaymentForTheYearInWhichItWasPaid() {
    UUID family = knownFamily();
    deposits("90.00");
    String id = Answers.id(lends(family, "90.00", 3));
    LocalDate aYearAgo = today.minusYears(1);
    wasGrantedOn(id, aYearAgo);
    String report = "/loans/report?year=" + aYearAgo.getYear();
    JsonNode before = manager().read(report);
    repays(id, "90.00", aYearAgo).expectStatus().isCreated();
    assertThat(more("repaid", before, manager().read(report))).isEqualTo("90.00");
    lends(family, "90.00", 1).expectStatus().isCreated();
  }

  /** The money stays owed, and is taken on an open day. */
  @Test
  void refusesARepaymentForADayWhoseBooksAreClosed() {
    UUID family = knownFamily();
    deposits("90.00");
    String id = Answers.id(lends(family, "90.00", 3));
    wasGrantedOn(id, LocalDate.of(2000, 1, 1));
    manager().post("/ledger/closings", "{\"period\": \"2000-01\"}"); // or it was closed before
    JsonNode before = manager().read("/loans/" + id);
    Answers.refused(repays(id, "90.00", LocalDate.of(2000, 1, 31)), 409, "period-closed");
    assertThat(manager().read("/loans/" + id)).isEqualTo(before);
    assertThat(before.get("owed").asString()).isEqualTo("90.00");
    repays(id, "90.00", today).expectStatus().isCreated();
    assertThat(manager().read("/loans/" + id).get("status").asString()).isEqualTo("REPAID");
    lends(family, "90.00", 1).expectStatus().isCreated();
  }

  private void wasGrantedOn(String loan, LocalDate day) {
    database
        .sql("update loan set granted_on = :day where id = :id")
        .bind("day", day)
        .bind("id", UUID.fromString(loan))
        .then()
        .block();
  }

  /** Each report of what is given for good: no loan may move a figure of it. */
  private Map<String, String> grants(UUID family) {
    return Stream.of(
            "/donations/reports",
            "/donations?limit=200",
            "/funding-sources/totals?fund=BASKETS",
            "/funding-sources/totals?fund=ENVELOPE",
            "/envelopes",
            "/budgets",
            "/baskets?familyId=" + family,
            "/ledger/accounts?limit=200&prefix=spent/",
            "/ledger/accounts?limit=200&prefix=donated/",
            "/ledger/accounts?limit=200&prefix=source/BASKETS/")
        .collect(Collectors.toMap(path -> path, path -> manager().read(path).toString()));
  }

  private void deposits(String amount) {
    manager()
        .post("/loans/fund", "{\"amount\": \"%s\"}".formatted(amount))
        .expectStatus()
        .isCreated();
  }

  private WebTestClient.ResponseSpec lends(UUID family, String principal, int instalments) {
    return manager().post("/loans", LOAN.formatted(family, principal, instalments));
  }

  private WebTestClient.ResponseSpec repays(String loan, String amount, LocalDate day) {
    return repays(loan, amount, day, null);
  }

  private WebTestClient.ResponseSpec repays(
      String loan, String amount, LocalDate day, String eTag) {
    return manager()
        .post(
            "/loans/" + loan + "/repayments",
            "{\"amount\": \"%s\", \"paidOn\": \"%s\"}".formatted(amount, day),
            eTag);
  }

  /** Upon the loan as it stands. */
  private static WebTestClient.ResponseSpec approves(Desk desk, String approval) {
    return desk.post(approval, null, desk.eTag(approval.substring(0, approval.indexOf("/write"))));
  }

  /** The address where a second person approves it. */
  private String writeOff(String loan, Desk by) {
    String writeOffs = "/loans/" + loan + "/write-offs";
    String id = Answers.id(by.post(writeOffs, "{\"reasonCode\": \"NO_MEANS\"}"));
    return writeOffs + "/" + id + "/approval";
  }

  private UUID knownFamily() {
    UUID family = UUID.randomUUID();
    database
        .sql("insert into known_family values (:id, 'IL.SOUTH.A2630.D1')")
        .bind("id", family)
        .then()
        .block();
    return family;
  }

  private Desk manager() {
    return Desk.basketManager(http);
  }

  private Desk second() {
    return Desk.of(http, "basket-2", "IL", "basket-manager");
  }
}
