package org.retzef.rights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessMatrix;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
class AccessMatrixIT {

  @Autowired private ApplicationContext service;
  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  @Autowired private DatabaseClient database;

  private AccessMatrix matrix;

  @BeforeEach
  void readTheService() {
    matrix = new AccessMatrix(service, http);
  }

  @Test
  void everyEndpointHasItsRuleAndEveryRuleItsEndpoint() {
    assertThat(matrix.gaps()).isEmpty();
  }

  @Test
  void everyRoleIsLetInExactlyWhereTheTableSaysSo() {
    assertThat(matrix.wrongCells()).isEmpty();
  }

  @Test
  void aFamilysCaseDebtAndScreeningLookLikeNoneToAnotherUnit() {
    Desk desk = new Desk(http, json);
    String family = new TestFamilies(database).registered(Desk.DEPARTMENT, 3, 2).toString();
    String takeUp =
        id(desk, "take-up-cases", "{\"familyId\":\"%s\",\"right\":\"LEGAL_AID\"}", family);
    String debt =
        id(
            desk,
            "debts",
            """
            {"familyId":"%s","creditorKind":"BANK","amount":5,"abusive":false,"greyMarket":false,
             "enforcement":"NONE","since":"2024-05-01"}""",
            family);
    String screening = id(desk, "screenings", "{\"familyId\":\"%s\"}", family);
    matrix
        .with("POST /api/v1/take-up-cases/{id}/progress", "{\"on\":\"2026-01-01\"}")
        .with(
            "POST /api/v1/take-up-cases/{id}/stuck", "{\"on\":\"2026-01-01\",\"reason\":\"COST\"}")
        .with(
            "POST /api/v1/take-up-cases/{id}/result",
            "{\"on\":\"2026-01-01\",\"result\":\"FAILED\",\"reason\":\"COST\"}")
        .with("POST /api/v1/take-up-cases/{id}/steps", "{\"kind\":\"TASK\",\"on\":\"2026-01-01\"}")
        .with(
            "POST /api/v1/take-up-cases/{id}/steps/{number}/completion", "{\"on\":\"2026-01-01\"}")
        .with(
            "POST /api/v1/debts/{id}/settlement",
            "{\"outcome\":\"PAID\",\"settled\":0,\"settledOn\":\"2026-01-01\"}");
    String stranger = "IL.SOUTH.A0070.D1";
    assertThat(matrix.tellingStrangers("/api/v1/take-up-cases/{", takeUp, stranger)).isEmpty();
    assertThat(matrix.tellingStrangers("/api/v1/debts/{", debt, stranger)).isEmpty();
    assertThat(matrix.tellingStrangers("/api/v1/screenings/{", screening, stranger)).isEmpty();
  }

  private static String id(Desk desk, String path, String body, String family) {
    return desk.created(Desk.WORKER, path, body.formatted(family)).get("id").asString();
  }
}
