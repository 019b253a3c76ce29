package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.retzef.endtoend.Caller.Answer;
import tools.jackson.databind.JsonNode;

/** Whoever keeps the money of the whole array. */
final class BasketManager {

  private static final String API = "/api/v1";

  /** The column of an export in which amounts stand. */
  private static final int AMOUNT = 5;

  private final Caller caller;

  BasketManager(Platform platform) {
    caller = new Caller(platform, "basket");
  }

  Answer post(String path, String json) {
    return caller.post(API + path, json);
  }

  private JsonNode read(String path) {
    return caller.get(API + path).expect(200).body();
  }

  Answer loads(int year, String table) {
    return caller.postFile(API + "/budgets/files?year=" + year, "text/csv", table);
  }

  /** Counted anew: every station of a year leaves the books in balance. */
  void provesTheLedger() {
    assertThat(read("/ledger/proof").get("difference").asString()).isEqualTo("0.00");
  }

  /** What each source has borne of a stage of a year's fund. */
  Map<String, String> borneBy(String stageName, String fund, int year) {
    Map<String, String> borne = new TreeMap<>();
    for (JsonNode stage :
        read("/funding-sources/totals?fund=%s&year=%d".formatted(fund, year)).get("stages")) {
      if (stage.get("stage").asString().equals(stageName)) {
        for (JsonNode share : stage.get("sources")) {
          borne.put(share.get("source").asString(), share.get("amount").asString());
        }
      }
    }
    return borne;
  }

  void allocates(String budget, String from, String to, String amount, LocalDate day) {
    post(
            "/budgets/" + budget + "/allocations",
            """
            {"from": {"track": "NOSHMIM_ROUTINE", "unit": "%s"},
             "to": {"track": "NOSHMIM_ROUTINE", "unit": "%s"},
             "amount": "%s", "effectiveOn": "%s"}
            """
                .formatted(from, to, amount, day))
        .expect(201);
  }

  /** What of a budget is in no basket. */
  String left(String budget) {
    return read("/budgets/" + budget + "/position").get("total").asString();
  }

  /** Lets a line grow by 100.00. */
  Answer corrects(String budget, LocalDate day) {
    return post(
        "/budgets/" + budget + "/corrections",
        """
        {"track": "MAPA", "direction": "INCREASE", "amount": "100.00", "reasonCode": "LATE_NEWS",
         "effectiveOn": "%s"}
        """
            .formatted(day));
  }

  Answer close(String period) {
    return post("/ledger/closings", "{\"period\": \"%s\"}".formatted(period));
  }

  void closes(String period) {
    close(period).expect(201);
    JsonNode closing =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> read("/ledger/closings/" + period),
                found -> found.get("status").asString().equals("CLOSED"));
    assertThat(closing.get("hash").asString()).hasSize(64);
  }

  /** What an account held at the end of a closed period is what it holds: nothing came after. */
  void isFrozen(String period, String account) {
    assertThat(frozen(period, account)).as(account).isEqualTo(balance(account));
  }

  String frozen(String period, String account) {
    JsonNode held =
        read("/ledger/closings/" + period + "/balances?prefix=" + account).get("items").get(0);
    assertThat(held.get("account").asString()).isEqualTo(account);
    return held.get("balance").asString();
  }

  String balance(String account) {
    return account(account).get("balance").asString();
  }

  private JsonNode account(String name) {
    JsonNode account = read("/ledger/accounts?prefix=" + name).get("items").get(0);
    assertThat(account.get("account").asString()).isEqualTo(name);
    return account;
  }

  /** Each line's balance is the one before and its amount; the last is the account's. */
  void statementEndsWith(String account, String balance) {
    JsonNode statement =
        read("/ledger/accounts/%s/statement".formatted(account(account).get("id").asString()));
    BigDecimal running = new BigDecimal(statement.get("opening").asString());
    for (JsonNode line : statement.get("items")) {
      running = running.add(new BigDecimal(line.get("amount").asString()));
      assertThat(new BigDecimal(line.get("balance").asString())).isEqualTo(running);
    }
    assertThat(running).isEqualTo(new BigDecimal(balance));
    assertThat(statement.get("closing").asString()).isEqualTo(balance);
  }

  /** For bookkeepers: as CSV, in which everything adds up to nothing, and as a spreadsheet. */
  void exportsBalancedBooks(LocalDate from, LocalDate to) {
    String export = API + "/ledger/exports?from=" + from + "&to=" + to;
    List<String> lines =
        new String(caller.getFile(export), StandardCharsets.UTF_8).lines().skip(1).toList();
    BigDecimal sum =
        lines.stream()
            .map(line -> new BigDecimal(line.split(",")[AMOUNT]))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo(BigDecimal.ZERO);
    assertThat(lines).anyMatch(line -> line.contains("CARRY_OVER")).hasSizeGreaterThan(50);
    String sheet = sheetOf(caller.getFile(export + "&format=xlsx"));
    assertThat(sheet.split("<row ")).hasSize(lines.size() + 2);
  }

  private static String sheetOf(byte[] spreadsheet) {
    try {
      Path file = Files.write(Files.createTempFile("ledger", ".xlsx"), spreadsheet);
      try (var zip = new ZipFile(file.toFile())) {
        var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"));
        return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void givesAComputerTo(String familyId) {
    String donation =
        post(
                "/donations",
                """
                {"donor": "RASHI_FOUNDATION", "kind": "COMPUTER", "quantity": 1200,
                 "receivedOn": "%s"}
                """
                    .formatted(Platform.today()))
            .expect(201)
            .text("id");
    post(
            "/donations/" + donation + "/distributions",
            """
            {"familyId": "%s", "quantity": 1, "distributedOn": "%s"}
            """
                .formatted(familyId, Platform.today()))
        .expect(201);
    String report = "/donations/reports?donor=RASHI_FOUNDATION&year=" + Platform.today().getYear();
    assertThat(read(report).get("families").asInt()).isEqualTo(1);
  }

  void lends(String familyId, String principal, String repaid, String owed) {
    post("/loans/fund", "{\"amount\": \"10000.00\"}").expect(201);
    String loan =
        post(
                "/loans",
                """
                {"familyId": "%s", "principal": "%s", "instalments": 12, "firstDueOn": "%s"}
                """
                    .formatted(familyId, principal, Platform.today().plusMonths(1)))
            .expect(201)
            .text("id");
    post(
            "/loans/" + loan + "/repayments",
            "{\"amount\": \"%s\", \"paidOn\": \"%s\"}".formatted(repaid, Platform.today()))
        .expect(201);
    assertThat(read("/loans/report").get("owed").asString()).isEqualTo(owed);
  }
}
