package org.retzef.basket.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A budget over its year: allocated, moved, grown, cut, and undone. */
@RetzefIT
class AllocationFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private AllocationDesk desk;

  @BeforeEach
  void openDesk() {
    desk = new AllocationDesk(http);
    Desk.knowsUnits(
        database, "IL.SOUTH", "IL.SOUTH.A2630", "IL.SOUTH.A0070", "IL.HAIFA_NORTH", "IL.JERUSALEM");
  }

  @Test
  void givesMoneyToUnitsThatThereAreAndHearsOfNewOnes() {
    String budget = desk.loads(2009);
    assertThat(Answers.faults(desk.moves(budget, "MAPA", "IL", "IL.SOUTH.A9998", "1.00")))
        .containsExactly("to.unit unit-unknown");
    try (var events = TestEvents.on("retzef.organisation.events")) {
      events.publish(unitChanged("IL.SOUTH.A9998", 1, "null"));
      await()
          .until(
              () ->
                  desk.moves(budget, "MAPA", "IL", "IL.SOUTH.A9998", "1.00")
                          .returnResult(Void.class)
                          .getStatus()
                          .value()
                      == 201);
      events.publish(unitChanged("IL.SOUTH.A9998", 2, "\"2020-12-31\""));
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          Answers.faults(
                              desk.moves(budget, "MAPA", "IL", "IL.SOUTH.A9998", "1.00")))
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
    String budget = desk.loads(2011);
    desk.moves(budget, "MAPA", "IL", "IL.SOUTH", "500000.00").expectStatus().isCreated();
    desk.moves(budget, "MAPA", "IL.SOUTH", "IL.SOUTH.A2630", "200000.00")
        .expectStatus()
        .isCreated();
    Answers.refused(
        desk.moves(budget, "MAPA", "IL.SOUTH", "IL.SOUTH.A0070", "300000.01"),
        409,
        "balance-too-low");
    Answers.refused(
        desk.moves(budget, "MAPA", "IL", "IL.HAIFA_NORTH", "700000.01"), 409, "balance-too-low");
    JsonNode line = desk.line(budget, "MAPA");
    assertThat(line.get("free").asString()).isEqualTo("700000.00");
    assertThat(line.get("allocated").asString()).isEqualTo("500000.00");
    assertThat(desk.position(budget).get("total").asString()).isEqualTo("59045000.00");
    assertThat(desk.manager().read("/budgets/" + budget + "/allocations").get("items")).hasSize(2);
    assertThat(Answers.faults(desk.moves(budget, "MAPA", "IL", "IL.SOUTH.A2630.D1", "1.00")))
        .containsExactly("to.unit unit-below-authority");
    assertThat(Answers.faults(desk.moves(budget, "NOTHING", "IL", "IL", "1.00")))
        .contains("from.track track-not-in-budget", "to same-place");
    for (String amount :
        List.of("0", "-1", "1.005", "1e3", "NaN", "₪1", "1,000", "1000000000000")) {
      assertThat(Answers.faults(desk.moves(budget, "MAPA", "IL", "IL.SOUTH", amount)))
          .singleElement()
          .asString()
          .startsWith("amount money-");
    }
    assertThat(
            Answers.faults(
                desk.manager()
                    .post(
                        "/budgets/" + budget + "/allocations",
                        AllocationDesk.move("MAPA", "IL", "IL.SOUTH", "1")
                            .replace("\"amount\"", "\"currency\": \"USD\", \"amount\""))))
        .containsExactly("currency field-unknown");
  }

  @Test
  void cutsAndGrowsALineByNewEntriesAndNeverBelowWhatIsCommitted() {
    String budget = desk.loads(2002);
    desk.corrects(budget, "INCREASE", "100.00", null).expectStatus().isCreated();
    desk.moves(budget, "MAPA", "IL", "IL.SOUTH", "1200000.00").expectStatus().isCreated();
    Answers.refused(desk.corrects(budget, "DECREASE", "100.01", null), 409, "balance-too-low");
    desk.corrects(budget, "DECREASE", "100.00", null).expectStatus().isCreated();
    assertThat(desk.line(budget, "MAPA").get("free").asString()).isEqualTo("0.00");
    assertThat(Answers.faults(desk.corrects(budget, "INCREASE", "1.00", "2999-01-01")))
        .containsExactly("effectiveOn date-in-future");
    assertThat(Answers.faults(desk.corrects(budget, "INCREASE", "1.00", "0001-01-01")))
        .containsExactly("effectiveOn date-too-early");
  }

  @Test
  void refusesMoreThanAnAccountCanHoldAndStaysAsItWas() {
    String budget = desk.loads(2034);
    String most = "999999999999.99";
    int taken = 0;
    var answer = desk.corrects(budget, "INCREASE", most, null);
    while (answer.returnResult(Void.class).getStatus().value() == 201) {
      taken++;
      answer = desk.corrects(budget, "INCREASE", most, null);
    }
    assertThat(taken).isEqualTo(9);
    Answers.refused(desk.corrects(budget, "INCREASE", most, null), 409, "amount-too-large");
    assertThat(desk.line(budget, "MAPA").get("free").asString()).isEqualTo("9000001199999.91");
    assertThat(desk.manager().read("/ledger/proof").get("difference").asString()).isEqualTo("0.00");
    for (; taken > 0; taken--) {
      desk.corrects(budget, "DECREASE", most, null).expectStatus().isCreated();
    }
    assertThat(desk.line(budget, "MAPA").get("free").asString()).isEqualTo("1200000.00");
  }

  @Test
  void undoesATransferOnceAndKeepsBothInTheStatement() throws Exception {
    String budget = desk.loads(2003);
    String posting = Answers.id(desk.moves(budget, "MIFGASH", "IL", "IL.JERUSALEM", "1000.00"));
    String path = "/ledger/postings/" + posting + "/reversal";
    var answers =
        Race.of(8, i -> Patiently.ask(() -> desk.manager().post(path, "{}")).getStatus().value());
    assertThat(answers).containsOnlyOnce(201);
    assertThat(answers.stream().filter(status -> status == 409)).hasSize(7);
    Answers.refused(desk.manager().post(path, "{}"), 409, "already-reversed");
    JsonNode account =
        desk.manager().read("/ledger/accounts?prefix=budget/2003/MIFGASH").get("items").get(0);
    JsonNode statement =
        desk.manager()
            .read("/ledger/accounts/" + account.get("id").asString() + "/statement?limit=2");
    assertThat(statement.get("closing").asString()).isEqualTo("11880000.00");
    assertThat(balances(statement)).containsExactly("11880000.00", "11879000.00");
    JsonNode rest =
        desk.manager()
            .read(
                "/ledger/accounts/"
                    + account.get("id").asString()
                    + "/statement?cursor="
                    + statement.get("next").asString());
    assertThat(balances(rest)).containsExactly("11880000.00");
    String reversal = rest.get("items").get(0).get("postingId").asString();
    assertThat(desk.manager().read("/ledger/postings/" + reversal).get("reverses").asString())
        .isEqualTo(posting);
    assertThat(desk.manager().read("/budgets/" + budget + "/allocations").get("items"))
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
        desk.manager().post("/ledger/postings/" + reversal + "/reversal", "{}"),
        409,
        "not-reversible");
    String loading = statement.get("items").get(0).get("postingId").asString();
    Answers.refused(
        desk.manager().post("/ledger/postings/" + loading + "/reversal", "{}"),
        409,
        "not-reversible");
    Answers.refused(
        desk.manager().post("/ledger/postings/" + budget + "/reversal", "{}"),
        404,
        "posting-not-found");
    Answers.refused(
        desk.manager().get("/ledger/accounts/" + budget + "/statement"), 404, "account-not-found");
    assertThat(
            desk.manager()
                .read(
                    "/ledger/accounts/" + account.get("id").asString() + "/statement?to=2000-01-01")
                .get("items"))
        .isEmpty();
    assertThat(
            Answers.faults(
                desk.manager()
                    .get(
                        "/ledger/accounts/"
                            + account.get("id").asString()
                            + "/statement?from=2020-01-02&to=2020-01-01")))
        .as("it would begin and end with different balances and no line between")
        .containsExactly("to period-ends-before-it-begins");
    Desk.of(http, "n-1", "IL", "national-manager").post(path, "{}").expectStatus().isForbidden();
  }

  @Test
  void keepsBudgetsToTheBasketManager() {
    String budget = desk.loads(2007);
    Desk national = Desk.of(http, "n-1", "IL", "national-manager");
    national.get("/budgets/" + budget + "/position").expectStatus().isOk();
    national
        .post(
            "/budgets/" + budget + "/allocations",
            AllocationDesk.move("MAPA", "IL", "IL.SOUTH", "1"))
        .expectStatus()
        .isForbidden();
    Desk.head(http).get("/budgets/" + budget + "/position").expectStatus().isForbidden();
    Answers.refused(
        desk.manager().get("/budgets/00000000-0000-7000-8000-000000000000/position"),
        404,
        "budget-not-found");
  }

  private static List<String> balances(JsonNode statement) {
    List<String> balances = new ArrayList<>();
    statement.get("items").forEach(line -> balances.add(line.get("balance").asString()));
    return balances;
  }
}
