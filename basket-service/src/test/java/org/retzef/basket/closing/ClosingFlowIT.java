package org.retzef.basket.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.basket.OtherTransaction;
import org.retzef.basket.Race;
import org.retzef.basket.budget.Budgets;
import org.retzef.basket.ledger.Ledger;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Books that are closed, and the files that bookkeepers take out of them. */
@RetzefIT
class ClosingFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Budgets budgets;
  @Autowired private Ledger ledger;
  @Autowired private Commands commands;

  @Test
  void closesAMonthAndAYearForGoodAndGivesBackWhatIsLeft() throws Exception {
    String budget =
        loads(
            """
            {"year": 2000, "rows": [
              {"track": "FIRST", "families": 2, "basket": "10.00", "total": "20.00"},
              {"track": "LATE", "families": 1, "basket": "10.00", "total": "10.00"}]}
            """);
    JsonNode open = awaitBasket(enrolled("LATE", "2000-06-01"), "OPEN");
    UUID waiting = enrolled("LATE", "2000-06-01");
    awaitBasket(waiting, "WAITING_FOR_BUDGET");
    corrects(budget, "100.00", "2000-11-30").expectStatus().isCreated();
    corrects(budget, "23.00", "2000-12-15").expectStatus().isCreated();
    JsonNode before = closes("2000-11");
    assertThat(before.get("hash").asString()).hasSize(64);
    Answers.refused(corrects(budget, "1.00", "2000-11-30"), 409, "period-closed");
    corrects(budget, "7.00", "2000-12-01").expectStatus().isCreated();
    assertThat(frozen("2000-11", "budget/2000/FIRST")).containsExactly("100.00");
    assertThat(frozen("2000-11", "source/BASKETS/2000")).containsExactly("-100.00");
    var answers = Race.of(6, i -> Patiently.ask(() -> close("2000-12")).getStatus().value());
    assertThat(answers).containsOnlyOnce(201).containsOnly(201, 409);
    awaitClosed("2000-12");
    Answers.refused(close("2000-10"), 409, "period-closed-already");
    JsonNode year = closes("2000");
    assertThat(year.get("hash").asString()).isNotEqualTo(before.get("hash").asString());
    await()
        .untilAsserted(
            () ->
                assertThat(position(budget))
                    .as("what was in no basket went back to its sources")
                    .isEqualTo("0.00"));
    corrects(budget, "5.00", LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString())
        .expectStatus()
        .isCreated();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(position(budget))
                    .as("what comes to a closed year goes where its rest went")
                    .isEqualTo("0.00"));
    loads(
        """
        {"year": 2001, "rows": [
          {"track": "LATE", "families": 2, "basket": "12.00", "total": "24.00"}]}
        """);
    assertThat(awaitBasket(waiting, "OPEN").get("ceiling").asString())
        .as("of the year that is open")
        .isEqualTo("12.00");
    manager()
        .post(
            "/baskets/" + open.get("id").asString() + "/adjustments",
            "{\"direction\": \"INCREASE\", \"amount\": \"1.00\", \"reasonCode\": \"MORE\"}")
        .expectStatus()
        .isCreated();
    Answers.refused(close("2000"), 409, "period-closed-already");
    Answers.refused(close("2099-12"), 409, "period-not-over");
    assertThat(Answers.faults(close("2000-13"))).containsExactly("period period-invalid");
    assertThat(manager().read("/ledger/closings").get("items"))
        .extracting(closing -> closing.get("period").asString())
        .contains("2000-11", "2000-12", "2000")
        .doesNotContain("2000-10");
    Answers.refused(manager().get("/ledger/closings/2001"), 404, "closing-not-found");
    Answers.refused(manager().get("/ledger/closings/2001/balances"), 404, "closing-not-found");
    aMonthIsNotClosedWhileALaterOneIsClosing();
    Desk.of(http, "n-1", "IL", "national-manager")
        .post("/ledger/closings", "{\"period\": \"2005\"}")
        .expectStatus()
        .isForbidden();
    assertThat(manager().read("/ledger/proof").get("difference").asString()).isEqualTo("0.00");
  }

  /** Somebody else closes December of 2001 at this moment; November comes too late, not with it. */
  private void aMonthIsNotClosedWhileALaterOneIsClosing() {
    try (var other = new OtherTransaction(database)) {
      other.execute("lock table posting in share mode");
      other.execute(
          "insert into ledger_closing (period, until, status, closed_by)"
              + " values ('2001-12', '2001-12-31', 'CLOSING', 'other')");
      var late = CompletableFuture.supplyAsync(() -> Patiently.ask(() -> close("2001-11")));
      other.awaitWaiting(1);
      other.commit();
      assertThat(Answers.json(late.join()).get("code").asString())
          .isEqualTo("period-closed-already");
    }
    awaitClosed("2001-12");
  }

  @Test
  void givesBookkeepersTheLedgerAsCsvAndAsASpreadsheet() throws IOException {
    String budget = loads(2008);
    corrects(budget, "100.00", "2008-03-01").expectStatus().isCreated();
    byte[] csv = export("2008-03-01", "2008-03-31", "csv");
    assertThat(csv).startsWith((byte) 0xEF, (byte) 0xBB, (byte) 0xBF);
    List<String> lines = new String(csv, StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).contains("תאריך רישום,תאריך ערך", "MINISTRY,JDC_ISRAEL");
    assertThat(lines.get(1)).contains("2008-03-01", "budget/2008/FIRST,100.00,", ",100.00,0");
    assertThat(lines.get(2)).contains("source/BASKETS/2008,-100.00,");
    String sheet = sheetOf(export("2008-03-01", "2008-03-31", "xlsx"));
    assertThat(sheet)
        .contains("rightToLeft=\"", "budget/2008/FIRST", "<v>100.00</v>", "t=\"inlineStr\"");
    assertThat(sheet).doesNotContain("<f>");
    manager()
        .get("/ledger/exports?from=2008-03-01&to=2008-03-31&format=pdf")
        .expectStatus()
        .isBadRequest();
    manager().get("/ledger/exports?from=2008-03-01").expectStatus().isBadRequest();
    assertThat(
            Answers.faults(
                manager().get("/ledger/exports?from=2008-03-31&to=2008-03-01&format=xlsx")))
        .containsExactly("to period-ends-before-it-begins");
    Desk.head(http)
        .get("/ledger/exports?from=2008-03-01&to=2008-03-31")
        .expectStatus()
        .isForbidden();
  }

  @Test
  void carriesWhatIsLeftOnToTheSameLineOfTheNextYearWhereThatIsTheRule() {
    String old =
        loads(
            """
            {"year": 2042, "rows": [
              {"track": "STAYS", "families": 2, "basket": "10.00", "total": "20.00"},
              {"track": "ENDS", "families": 1, "basket": "7.00", "total": "7.00"}]}
            """);
    CarryOver carrying = new CarryOver(budgets, ledger, database, CarryOver.Rule.CARRY);
    String next =
        loads(
            """
            {"year": 2043, "rows": [
              {"track": "STAYS", "families": 1, "basket": "5.00", "total": "5.00"}]}
            """);
    commands.run(() -> carrying.carry(2042)).block();
    commands.run(() -> carrying.carry(2042)).block();
    assertThat(position(old)).as("a line that the next year has not goes back").isEqualTo("0.00");
    assertThat(position(next)).isEqualTo("25.00");
    assertThat(manager().read("/ledger/proof").get("difference").asString()).isEqualTo("0.00");
  }

  private static UUID enrolled(String track, String day) {
    UUID family = UUID.randomUUID();
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(Desk.enrolled(family, UUID.randomUUID(), track, day, 1));
    }
    return family;
  }

  private JsonNode awaitBasket(UUID family, String status) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> Desk.worker(http).read("/baskets?familyId=" + family).get("items"),
            found -> found.size() == 1 && found.get(0).get("status").asString().equals(status))
        .get(0);
  }

  private byte[] export(String from, String to, String format) {
    return manager()
        .get("/ledger/exports?from=" + from + "&to=" + to + "&format=" + format)
        .expectStatus()
        .isOk()
        .expectBody()
        .returnResult()
        .getResponseBody();
  }

  private static String sheetOf(byte[] spreadsheet) throws IOException {
    Path file = Files.write(Files.createTempFile("ledger", ".xlsx"), spreadsheet);
    try (var zip = new ZipFile(file.toFile())) {
      var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"));
      return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      Files.delete(file);
    }
  }

  private String loads(int year) {
    return loads(
        """
        {"year": %d, "rows": [
          {"track": "FIRST", "families": 2, "basket": "10.00", "total": "20.00"}]}
        """
            .formatted(year));
  }

  private String loads(String budget) {
    return Answers.id(manager().post("/budgets", budget));
  }

  private WebTestClient.ResponseSpec corrects(String budget, String amount, String day) {
    return manager()
        .post(
            "/budgets/" + budget + "/corrections",
            """
            {"track": "FIRST", "direction": "INCREASE", "amount": "%s", "reasonCode": "LATE_NEWS",
             "effectiveOn": "%s"}
            """
                .formatted(amount, day));
  }

  private WebTestClient.ResponseSpec close(String period) {
    return manager().post("/ledger/closings", "{\"period\": \"%s\"}".formatted(period));
  }

  private JsonNode closes(String period) {
    close(period).expectStatus().isCreated();
    return awaitClosed(period);
  }

  private JsonNode awaitClosed(String period) {
    return await()
        .until(
            () -> manager().read("/ledger/closings/" + period),
            found -> found.get("status").asString().equals("CLOSED"));
  }

  private List<String> frozen(String period, String account) {
    return manager()
        .read("/ledger/closings/" + period + "/balances?prefix=" + account)
        .get("items")
        .valueStream()
        .map(held -> held.get("balance").asString())
        .toList();
  }

  private String position(String budget) {
    return manager().read("/budgets/" + budget + "/position").get("total").asString();
  }

  private Desk manager() {
    return Desk.basketManager(http);
  }
}
