package org.retzef.basket.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class BudgetFlowIT {

  @Autowired private WebTestClient http;

  @Test
  void knowsTheBudgetOf2021FromTheStart() {
    JsonNode budget = manager().read("/budgets").get("items").get(0);
    assertThat(budget.get("year").asInt()).isEqualTo(2021);
    assertThat(budget.get("families").asInt()).isEqualTo(4990);
    assertThat(budget.get("total").asString()).isEqualTo("59045000.00");
    assertThat(manager().read("/budgets/" + budget.get("id").asString()).get("rows")).hasSize(8);
    assertThat(
            manager().read("/ledger/accounts?prefix=source/BASKETS/2021").get("items").toString())
        .contains("\"account\":\"source/BASKETS/2021\",\"kind\":\"SOURCE\",\"balance\":\"-59045");
    assertThat(manager().read("/ledger/accounts?prefix=budget/2021/").get("items").toString())
        .contains("budget/2021/MIFGASH");
  }

  @Test
  void showsTheEnvelopeWithItsOverheadAndSources() {
    JsonNode envelope = manager().read("/envelopes").get("items").get(0);
    assertThat(envelope.get("total").asString()).isEqualTo("4184775.00");
    assertThat(envelope.get("lines")).hasSize(9);
    assertThat(envelope.get("lines").get(8).get("amount").asString()).isEqualTo("199275.00");
    assertThat(envelope.get("sources").toString())
        .contains(
            "\"sharePercent\":\"75\",\"amount\":\"3138581.00\",\"posted\":\"3138581.25\"",
            "\"sharePercent\":\"12.5\",\"amount\":\"523097.00\",\"posted\":\"523096.88\"");
  }

  @Test
  void loadsABudgetAndSetsItsMoneyAside() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String id =
          Answers.id(
              manager()
                  .post(
                      "/budgets",
                      """
                      {"year": 2019, "rows": [
                        {"track": "MAPA", "families": 10, "basket": "8000.00", "total": 80000},
                        {"track": "MIFGASH", "families": 3, "basket": 33000.5, "total": "99001.50"}]}
                      """));
      assertThat(manager().read("/budgets/" + id).get("total").asString()).isEqualTo("179001.50");
      assertThat(events.await(1, id).getFirst().json())
          .contains("\"year\":2019", "\"total\":\"179001.50\"");
    }
    assertThat(manager().read("/ledger/accounts?limit=200").get("items").toString())
        .contains(
            "\"account\":\"budget/2019/MIFGASH\",\"kind\":\"BUDGET\",\"balance\":\"99001.50\"");
    Answers.refused(
        manager()
            .post(
                "/budgets",
                """
                {"year": 2019, "rows": [
                  {"track": "MAPA", "families": 1, "basket": 1, "total": 1}]}
                """),
        409,
        "budget-exists");
  }

  @Test
  void namesEveryWrongCellOfATable() {
    assertThat(
            Answers.faults(
                manager()
                    .post(
                        "/budgets",
                        """
                        {"year": 2022, "rows": [
                          {"track": "MAPA", "families": 2, "basket": "10.00", "total": "20.00"},
                          {"track": "MIFGASH", "families": 2, "basket": "10.00", "total": "20.01"},
                          {"track": "SHVIL_MEITIV", "families": 3, "basket": "10.00", "total": "30.00"},
                          {"track": "MAPA", "families": 50000, "basket": 999999999999.99,
                           "total": 999999999999.99}]}
                        """)))
        .containsExactlyInAnyOrder(
            "rows[1].total total-wrong", "rows[3].total total-wrong", "rows[3].track track-twice");
    assertThat(
            Answers.faults(
                manager()
                    .post(
                        "/budgets",
                        """
                        {"year": 1, "rows": [
                          {"track": "MAPA/X", "families": 0, "basket": "1.005", "total": 0}]}
                        """)))
        .containsExactlyInAnyOrder(
            "year year-invalid",
            "rows[0].track code-invalid",
            "rows[0].families families-invalid",
            "rows[0].basket money-invalid",
            "rows[0].total money-zero");
  }

  @Test
  void refusesAnUnknownTrackInATableAndInAFile() {
    String table =
        """
        {"year": 2023, "rows": [
          {"track": "MAPA", "families": 1, "basket": "10.00", "total": "10.00"},
          {"track": "NO_SUCH", "families": 1, "basket": "10.00", "total": "11.00"}%s]}
        """;
    String twice = ", {\"track\": \"NO_SUCH\", \"families\": 1, \"basket\": 1, \"total\": 1}";
    assertThat(Answers.faults(manager().post("/budgets", table.formatted(twice))))
        .containsExactlyInAnyOrder(
            "rows[1].track track-unknown",
            "rows[1].total total-wrong",
            "rows[2].track track-unknown",
            "rows[2].track track-twice");
    for (String track : List.of("mapa", "MAPA ", "MAPA\\u0000", "MAPA\\u202e", "מפה")) {
      assertThat(
              Answers.faults(
                  manager().post("/budgets", table.formatted("").replace("NO_SUCH", track))))
          .as(track)
          .anyMatch(fault -> fault.startsWith("rows[1].track "));
    }
    assertThat(
            Answers.faults(
                manager()
                    .sendFile(
                        "/budgets/files?year=2023",
                        "text/csv",
                        "track_code,families,basket_ils,total_ils\nMAPA,1,1,1\nNO_SUCH,1,1,1\n")))
        .containsExactly("rows[1].track track-unknown");
    assertThat(manager().read("/budgets?limit=200").get("items").findValuesAsString("year"))
        .doesNotContain("2023");
  }

  @Test
  void needsAKeyAndTheBasketManager() {
    String body =
        "{\"year\":2018,\"rows\":[{\"track\":\"MAPA\",\"families\":1,\"basket\":1,\"total\":1}]}";
    manager()
        .send(HttpMethod.POST, "/budgets", body, null, null)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("idempotency-key-required");
    Desk national = Desk.of(http, "n-1", "IL", "national-manager");
    national.post("/budgets", body).expectStatus().isForbidden();
    national.get("/budgets").expectStatus().isOk();
    national.get("/ledger/proof").expectStatus().isOk();
    national.get("/ledger/postings").expectStatus().isForbidden();
    Desk.head(http).get("/budgets").expectStatus().isForbidden();
  }

  @Test
  void listsPostingsPageByPage() {
    JsonNode page = manager().read("/ledger/postings?limit=1");
    JsonNode first = page.get("items").get(0);
    assertThat(first.get("kind").asString()).isEqualTo("ENVELOPE_LOADED");
    assertThat(first.get("entries")).hasSize(2);
    assertThat(first.get("entries").get(0).get("shares")).hasSize(3);
  }

  private Desk manager() {
    return Desk.basketManager(http);
  }
}
