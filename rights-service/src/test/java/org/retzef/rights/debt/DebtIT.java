package org.retzef.rights.debt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class DebtIT {

  private static final String UNIT = "IL.TEL_AVIV_CENTER.A5000.D2";
  private static final String WORKER = Desk.token("w-d", UNIT, "family-social-worker");

  private static final String OTHER_UNIT = "IL.TEL_AVIV_CENTER.A5000.D4";
  private static final String OTHER_WORKER = Desk.token("w-d4", OTHER_UNIT, "family-social-worker");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Desk desk;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
  }

  @Test
  void holdsTheLenderAndTheOutcomeAndTotalsByKind() {
    UUID family = new TestFamilies(database).registered(UNIT, 4, 2);
    JsonNode grey = recorded(family, "GREY_MARKET_LENDER", "50000.50", true, true, null);
    String youth =
        recorded(family, "GREY_MARKET_LENDER", "1000", false, true, "\"REVIEW\"")
            .get("id")
            .asString();
    JsonNode responded =
        desk.ok(
            desk.send(
                HttpMethod.PATCH,
                WORKER,
                "debts/" + youth,
                "{\"youthStage\":\"RESPONSE\"}",
                "\"1\""));
    assertThat(responded.get("youthStage").asString()).isEqualTo("RESPONSE");
    recorded(family, "BANK", "20000", false, false, null);
    String path = "debts/" + grey.get("id").asString();
    desk.ok(desk.send(HttpMethod.PATCH, WORKER, path, "{\"enforcement\":\"SEIZURE\"}", "\"1\""));
    String settlement =
        "{\"outcome\":\"SETTLED\",\"settled\":\"20000.25\",\"settledOn\":\"2026-05-01\"}";
    desk.invalid(
        desk.post(WORKER, path + "/settlement", settlement.replace("20000.25", "50000.51"), 2),
        "settled settlement-above-debt");
    JsonNode settled = desk.ok(desk.post(WORKER, path + "/settlement", settlement, 2));
    assertThat(settled.get("enforcement").asString()).isEqualTo("SEIZURE");
    Answers.refused(desk.post(WORKER, path + "/settlement", settlement, 3), 409, "debt-settled");
    JsonNode totals = desk.read(WORKER, "debts/totals").get("items");
    assertThat(totals.toString())
        .contains(
            "{\"creditorKind\":\"BANK\",\"debts\":1,\"families\":1,\"amount\":\"20000.00\",\"abusive\":0,\"greyMarket\":0,\"youth\":0,\"settled\":0,\"won\":\"0.00\"}",
            "{\"creditorKind\":\"GREY_MARKET_LENDER\",\"debts\":2,\"families\":1,\"amount\":\"51000.50\",\"abusive\":1,\"greyMarket\":2,\"youth\":1,\"settled\":1,\"won\":\"30000.25\"}");
    assertThat(desk.all(WORKER, "debts?limit=1&familyId=" + family)).hasSize(3);
  }

  @Test
  void showsDebtsToTheFamilysDepartmentAloneAndRefusesBadSums() {
    UUID family = new TestFamilies(database).registered(OTHER_UNIT, 4, 2);
    String path =
        "debts/"
            + recordedBy(OTHER_WORKER, family, "BANK", "5", false, false, null)
                .get("id")
                .asString();
    Answers.refused(desk.get(Desk.WORKER, path), 404, "debt-not-found");
    assertThat(desk.all(Desk.WORKER, "debts?familyId=" + family)).isEmpty();
    desk.get(Desk.NATIONAL, path).expectStatus().isForbidden();
    for (String amount : new String[] {"0", "-1", "1.005", "1e12", "\"NaN\"", "\"1,000\""}) {
      desk.post(OTHER_WORKER, "debts", body(family, "BANK", amount, false, false, null))
          .expectStatus()
          .isBadRequest();
    }
    desk.send(HttpMethod.PATCH, OTHER_WORKER, path, "{\"enforcement\":\"SEIZURE\"}", null)
        .expectStatus()
        .isEqualTo(428);
    desk.send(HttpMethod.PATCH, OTHER_WORKER, path, "{\"enforcement\":\"SEIZURE\"}", "\"5\"")
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.amount")
        .isEqualTo("5.00");
  }

  private JsonNode recorded(
      UUID family, String kind, String amount, boolean abusive, boolean grey, String stage) {
    return recordedBy(WORKER, family, kind, amount, abusive, grey, stage);
  }

  private JsonNode recordedBy(
      String token,
      UUID family,
      String kind,
      String amount,
      boolean abusive,
      boolean grey,
      String stage) {
    return desk.created(token, "debts", body(family, kind, amount, abusive, grey, stage));
  }

  private static String body(
      UUID family, String kind, String amount, boolean abusive, boolean grey, String stage) {
    return """
        {"familyId":"%s","creditorKind":"%s","amount":%s,"abusive":%s,"greyMarket":%s,
         "youthStage":%s,"enforcement":"NONE","since":"2024-05-01"}"""
        .formatted(family, kind, amount, abusive, grey, stage);
  }
}
