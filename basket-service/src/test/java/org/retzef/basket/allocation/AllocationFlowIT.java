package org.retzef.basket.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Deadlocks;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.basket.ReferenceFile;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A budget over its year: allocated, moved, grown, cut, and undone. */
@RetzefIT
class AllocationFlowIT {

  private static final int MOVES = Integer.getInteger("retzef.moves", 20);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @BeforeEach
  void knowTheUnits() {
    Desk.knowsUnits(
        database, "IL.SOUTH", "IL.SOUTH.A2630", "IL.SOUTH.A0070", "IL.HAIFA_NORTH", "IL.JERUSALEM");
  }

  @Test
  void givesMoneyToUnitsThatThereAreAndHearsOfNewOnes() {
    String budget = loads(2009);
    assertThat(Answers.faults(moves(budget, "MAPA", "IL", "IL.SOUTH.A9998", "1.00")))
        .containsExactly("to.unit unit-unknown");
    try (var events = TestEvents.on("retzef.organisation.events")) {
      events.publish(unitChanged("IL.SOUTH.A9998", 1, "null"));
      await()
          .until(
              () ->
                  moves(budget, "MAPA", "IL", "IL.SOUTH.A9998", "1.00")
                          .returnResult(Void.class)
                          .getStatus()
                          .value()
                      == 201);
      events.publish(unitChanged("IL.SOUTH.A9998", 2, "\"2020-12-31\""));
      await()
          .untilAsserted(
              () ->
                  assertThat(Answers.faults(moves(budget, "MAPA", "IL", "IL.SOUTH.A9998", "1.00")))
                      .as("a unit that was closed")
                      .containsExactly("to.unit unit-unknown"));
    }
  }

  private static TestEvent unitChanged(String unit, int version, String closedOn) {
    return TestEvent.of(
        "org.retzef.unit.changed.v1",
        unit,
        version,
        """
        {"unit":"%s","kind":"AUTHORITY","nameHe":"x","nameEn":null,"cbsCode":null,
         "socioEconomicCluster":null,"hasNoshmim":true,"hasOtzmaCentre":false,"openedOn":null,
         "closedOn":%s,"localities":[]}
        """
            .formatted(unit, closedOn));
  }

  @Test
  void givesALineOnToADistrictAndAnAuthorityAndNeverMoreThanThereIs() {
    String budget = loads(2011);
    moves(budget, "MAPA", "IL", "IL.SOUTH", "500000.00").expectStatus().isCreated();
    moves(budget, "MAPA", "IL.SOUTH", "IL.SOUTH.A2630", "200000.00").expectStatus().isCreated();
    Answers.refused(
        moves(budget, "MAPA", "IL.SOUTH", "IL.SOUTH.A0070", "300000.01"), 409, "balance-too-low");
    Answers.refused(
        moves(budget, "MAPA", "IL", "IL.HAIFA_NORTH", "700000.01"), 409, "balance-too-low");
    JsonNode line = line(budget, "MAPA");
    assertThat(line.get("free").asString()).isEqualTo("700000.00");
    assertThat(line.get("allocated").asString()).isEqualTo("500000.00");
    assertThat(position(budget).get("total").asString()).isEqualTo("59045000.00");
    assertThat(manager().read("/budgets/" + budget + "/allocations").get("items")).hasSize(2);
    assertThat(Answers.faults(moves(budget, "MAPA", "IL", "IL.SOUTH.A2630.D1", "1.00")))
        .containsExactly("to.unit unit-below-authority");
    assertThat(Answers.faults(moves(budget, "NOTHING", "IL", "IL", "1.00")))
        .contains("from.track track-not-in-budget", "to same-place");
    for (String amount :
        List.of("0", "-1", "1.005", "1e3", "NaN", "₪1", "1,000", "1000000000000")) {
      assertThat(Answers.faults(moves(budget, "MAPA", "IL", "IL.SOUTH", amount)))
          .singleElement()
          .asString()
          .startsWith("amount money-");
    }
    assertThat(
            Answers.faults(
                manager()
                    .post(
                        "/budgets/" + budget + "/allocations",
                        body("MAPA", "IL", "IL.SOUTH", "1")
                            .replace("\"amount\"", "\"currency\": \"USD\", \"amount\""))))
        .containsExactly("currency field-unknown");
  }

  @Test
  void cutsAndGrowsALineByNewEntriesAndNeverBelowWhatIsCommitted() {
    String budget = loads(2002);
    corrects(budget, "INCREASE", "100.00", null).expectStatus().isCreated();
    moves(budget, "MAPA", "IL", "IL.SOUTH", "1200000.00").expectStatus().isCreated();
    Answers.refused(corrects(budget, "DECREASE", "100.01", null), 409, "balance-too-low");
    corrects(budget, "DECREASE", "100.00", null).expectStatus().isCreated();
    assertThat(line(budget, "MAPA").get("free").asString()).isEqualTo("0.00");
    assertThat(Answers.faults(corrects(budget, "INCREASE", "1.00", "2999-01-01")))
        .containsExactly("effectiveOn date-in-future");
    assertThat(Answers.faults(corrects(budget, "INCREASE", "1.00", "0001-01-01")))
        .containsExactly("effectiveOn date-too-early");
  }

  @Test
  void refusesMoreThanAnAccountCanHoldAndStaysAsItWas() {
    String budget = loads(2034);
    String most = "999999999999.99";
    int taken = 0;
    var answer = corrects(budget, "INCREASE", most, null);
    while (answer.returnResult(Void.class).getStatus().value() == 201) {
      taken++;
      answer = corrects(budget, "INCREASE", most, null);
    }
    assertThat(taken).isEqualTo(9);
    Answers.refused(corrects(budget, "INCREASE", most, null), 409, "amount-too-large");
    assertThat(line(budget, "MAPA").get("free").asString()).isEqualTo("9000001199999.91");
    assertThat(manager().read("/ledger/proof").get("difference").asString()).isEqualTo("0.00");
    for (; taken > 0; taken--) {
      corrects(budget, "DECREASE", most, null).expectStatus().isCreated();
    }
    assertThat(line(budget, "MAPA").get("free").asString()).isEqualTo("1200000.00");
  }

  @Test
  void undoesATransferOnceAndKeepsBothInTheStatement() throws Exception {
    String budget = loads(2003);
    String posting = Answers.id(moves(budget, "MIFGASH", "IL", "IL.JERUSALEM", "1000.00"));
    String path = "/ledger/postings/" + posting + "/reversal";
    var answers =
        Race.of(8, i -> Patiently.ask(() -> manager().post(path, "{}")).getStatus().value());
    assertThat(answers).containsOnlyOnce(201);
    assertThat(answers.stream().filter(status -> status == 409)).hasSize(7);
    Answers.refused(manager().post(path, "{}"), 409, "already-reversed");
    JsonNode account =
        manager().read("/ledger/accounts?prefix=budget/2003/MIFGASH").get("items").get(0);
    JsonNode statement =
        manager().read("/ledger/accounts/" + account.get("id").asString() + "/statement?limit=2");
    assertThat(statement.get("closing").asString()).isEqualTo("11880000.00");
    assertThat(balances(statement)).containsExactly("11880000.00", "11879000.00");
    JsonNode rest =
        manager()
            .read(
                "/ledger/accounts/"
                    + account.get("id").asString()
                    + "/statement?cursor="
                    + statement.get("next").asString());
    assertThat(balances(rest)).containsExactly("11880000.00");
    String reversal = rest.get("items").get(0).get("postingId").asString();
    assertThat(manager().read("/ledger/postings/" + reversal).get("reverses").asString())
        .isEqualTo(posting);
    assertThat(manager().read("/budgets/" + budget + "/allocations").get("items"))
        .as("the movements add up to what is there, and each is somebody's")
        .extracting(
            moved ->
                moved.get("from").get("unit").asString()
                    + " "
                    + moved.get("to").get("unit").asString()
                    + " "
                    + moved.get("madeBy").asString())
        .containsExactly("IL IL.JERUSALEM basket-1", "IL.JERUSALEM IL basket-1");
    Answers.refused(
        manager().post("/ledger/postings/" + reversal + "/reversal", "{}"), 409, "not-reversible");
    String loading = statement.get("items").get(0).get("postingId").asString();
    Answers.refused(
        manager().post("/ledger/postings/" + loading + "/reversal", "{}"), 409, "not-reversible");
    Answers.refused(
        manager().post("/ledger/postings/" + budget + "/reversal", "{}"), 404, "posting-not-found");
    Answers.refused(
        manager().get("/ledger/accounts/" + budget + "/statement"), 404, "account-not-found");
    assertThat(
            manager()
                .read(
                    "/ledger/accounts/" + account.get("id").asString() + "/statement?to=2000-01-01")
                .get("items"))
        .isEmpty();
    assertThat(
            Answers.faults(
                manager()
                    .get(
                        "/ledger/accounts/"
                            + account.get("id").asString()
                            + "/statement?from=2020-01-02&to=2020-01-01")))
        .as("it would begin and end with different balances and no line between")
        .containsExactly("to period-ends-before-it-begins");
    Desk.of(http, "n-1", "IL", "national-manager").post(path, "{}").expectStatus().isForbidden();
  }

  @Test
  void doesATransferOnceForTwentyCopiesWithOneKey() throws Exception {
    String budget = loads(2004);
    String path = "/budgets/" + budget + "/allocations";
    String body = body("MAPA", "IL", "IL.SOUTH", "1000.00");
    var answers =
        Race.of(
            20,
            i ->
                Patiently.ask(
                    () -> manager().send(HttpMethod.POST, path, body, null, "the-same-key")));
    assertThat(answers).extracting(answer -> answer.getStatus().value()).containsOnly(201);
    assertThat(answers.stream().map(answer -> new String(answer.getResponseBody())).distinct())
        .hasSize(1);
    assertThat(line(budget, "MAPA").get("allocated").asString()).isEqualTo("1000.00");
    Answers.refused(
        manager()
            .send(HttpMethod.POST, path, body.replace("1000.00", "2000.00"), null, "the-same-key"),
        422,
        "idempotency-key-reused");
  }

  /**
   * M1: eight budgets, sixteen clients, random transfers, readers all the time. The short form runs
   * here; {@code -Dretzef.moves=700} is more than 10,000 transfers.
   */
  @Test
  void alwaysSumsToTheWholeWhileSixteenMoveMoneyAtRandom() throws Exception {
    String budget = loads(2005);
    List<String> tracks =
        ReferenceFile.rows("budget-2021.csv").stream().map(row -> row[0]).toList();
    AtomicBoolean moving = new AtomicBoolean(true);
    AtomicInteger reads = new AtomicInteger();
    List<Integer> statuses = new ArrayList<>();
    long deadlocks = Deadlocks.soFar(database);
    List<List<Integer>> answers =
        Race.of(
            18,
            i -> {
              List<Integer> seen = new ArrayList<>();
              if (i >= 16) {
                while (moving.get()) {
                  JsonNode position = position(budget);
                  assertThat(position.get("total").asString()).isEqualTo("59045000.00");
                  assertThat(position.toString()).doesNotContain("\"-");
                  reads.incrementAndGet();
                }
                return seen;
              }
              var random = new Random(i);
              for (int n = 0; n < MOVES; n++) {
                String from = tracks.get(random.nextInt(8));
                String to = tracks.get(random.nextInt(8));
                String amount = "%d.%02d".formatted(random.nextInt(9_000_000), random.nextInt(100));
                seen.add(
                    Patiently.ask(() -> movesAcross(budget, from, to, amount)).getStatus().value());
              }
              if (i == 0) {
                moving.set(false);
              }
              return seen;
            });
    answers.forEach(statuses::addAll);
    assertThat(statuses.stream().collect(Collectors.toSet())).isSubsetOf(201, 400, 409);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSizeGreaterThan(2 * MOVES);
    assertThat(reads.get()).isPositive();
    assertThat(Deadlocks.soFar(database)).isEqualTo(deadlocks);
    assertThat(position(budget).get("total").asString()).isEqualTo("59045000.00");
    assertThat(manager().read("/ledger/proof").get("difference").asString()).isEqualTo("0.00");
  }

  /** M10: opposite orders of two lines, from both sides at once. */
  @Test
  void neverFailsWhenTwoLinesAreMovedInOppositeOrders() throws Exception {
    String budget = loads(2006);
    long deadlocks = Deadlocks.soFar(database);
    List<String> answers =
        Race.of(
            40,
            i -> {
              String from = i % 2 == 0 ? "MAPA" : "MIFGASH";
              String to = i % 2 == 0 ? "MIFGASH" : "MAPA";
              return Answers.json(Patiently.ask(() -> movesAcross(budget, from, to, "1.00")))
                  .path("code")
                  .asString("moved");
            });
    assertThat(answers).containsOnly("moved");
    assertThat(Deadlocks.soFar(database)).isEqualTo(deadlocks);
  }

  @Test
  void keepsBudgetsToTheBasketManager() {
    String budget = loads(2007);
    Desk national = Desk.of(http, "n-1", "IL", "national-manager");
    national.get("/budgets/" + budget + "/position").expectStatus().isOk();
    national
        .post("/budgets/" + budget + "/allocations", body("MAPA", "IL", "IL.SOUTH", "1"))
        .expectStatus()
        .isForbidden();
    Desk.head(http).get("/budgets/" + budget + "/position").expectStatus().isForbidden();
    Answers.refused(
        manager().get("/budgets/00000000-0000-7000-8000-000000000000/position"),
        404,
        "budget-not-found");
  }

  private static List<String> balances(JsonNode statement) {
    List<String> balances = new ArrayList<>();
    statement.get("items").forEach(line -> balances.add(line.get("balance").asString()));
    return balances;
  }

  private String loads(int year) {
    String rows =
        ReferenceFile.rows("budget-2021.csv").stream()
            .map(
                row ->
                    "{\"track\":\"%s\",\"families\":%s,\"basket\":\"%s\",\"total\":\"%s\"}"
                        .formatted((Object[]) row))
            .collect(Collectors.joining(","));
    return Answers.id(
        manager().post("/budgets", "{\"year\":%d,\"rows\":[%s]}".formatted(year, rows)));
  }

  private WebTestClient.ResponseSpec moves(
      String budget, String track, String from, String to, String amount) {
    return manager().post("/budgets/" + budget + "/allocations", body(track, from, to, amount));
  }

  private static String body(String track, String from, String to, String amount) {
    return """
        {"from": {"track": "%s", "unit": "%s"}, "to": {"track": "%s", "unit": "%s"},
         "amount": "%s"}
        """
        .formatted(track, from, track, to, amount);
  }

  private WebTestClient.ResponseSpec movesAcross(
      String budget, String from, String to, String amount) {
    return manager()
        .post(
            "/budgets/" + budget + "/allocations",
            """
            {"from": {"track": "%s", "unit": "IL"}, "to": {"track": "%s", "unit": "IL"},
             "amount": "%s"}
            """
                .formatted(from, to, amount));
  }

  private WebTestClient.ResponseSpec corrects(
      String budget, String direction, String amount, String day) {
    return manager()
        .post(
            "/budgets/" + budget + "/corrections",
            """
            {"track": "MAPA", "direction": "%s", "amount": "%s", "reasonCode": "GOVERNMENT_DECISION",
             "effectiveOn": %s}
            """
                .formatted(direction, amount, day == null ? "null" : "\"" + day + "\""));
  }

  private JsonNode line(String budget, String track) {
    for (JsonNode line : position(budget).get("lines")) {
      if (line.get("track").asString().equals(track)) {
        return line;
      }
    }
    throw new AssertionError(track);
  }

  private JsonNode position(String budget) {
    return manager().read("/budgets/" + budget + "/position");
  }

  private Desk manager() {
    return Desk.basketManager(http);
  }
}
