package org.retzef.rights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessMatrix;
import org.retzef.platform.testing.EndpointAttacks;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.ServiceEndpoints;
import org.retzef.platform.testing.StrangersAsking;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class AccessMatrixIT {

  @Autowired private ApplicationContext service;
  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private ServiceEndpoints endpoints;
  private StrangersAsking strangers;

  @BeforeEach
  void readTheService() {
    endpoints = new ServiceEndpoints(service, http);
    strangers = new StrangersAsking(endpoints);
  }

  @Test
  void everyEndpointHasItsRuleAndEveryRuleItsEndpoint() {
    assertThat(new AccessMatrix(endpoints).gaps()).isEmpty();
  }

  @Test
  void everyRoleIsLetInExactlyWhereTheTableSaysSo() {
    assertThat(new AccessMatrix(endpoints).wrongCells()).isEmpty();
  }

  @Test
  void aFamilysCaseDebtAndScreeningLookLikeNoneToAnotherUnit() {
    Desk desk = new Desk(http);
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
    endpoints
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
    assertThat(strangers.tellingStrangers("/api/v1/take-up-cases/{", takeUp, stranger)).isEmpty();
    assertThat(strangers.tellingStrangers("/api/v1/debts/{", debt, stranger)).isEmpty();
    assertThat(strangers.tellingStrangers("/api/v1/screenings/{", screening, stranger)).isEmpty();
  }

  @Test
  void whatADepartmentAskedOrIsChosenForLooksLikeNothingToAnotherUnit() {
    Desk desk = new Desk(http);
    String suggestion = id(desk, "suggestions", "{\"words\":\"one more\"}", "");
    String enquiry =
        id(
            desk,
            "enquiries",
            """
            {"unit":"%s","line":"STAFF_LEGAL_LINE","topic":"DEBT","askedAt":"2026-03-02T09:12:00Z"}""",
            Desk.DEPARTMENT);
    String run =
        desk.accepted(
                Desk.HEAD,
                "screenings/runs",
                "{\"unit\":\"%s\",\"notBefore\":\"2090-01-01T00:00:00Z\"}"
                    .formatted(Desk.DEPARTMENT))
            .get("id")
            .asString();
    String sample =
        desk.created(
                Desk.NATIONAL,
                "sample-departments",
                """
                {"unit":"%s","team":"T9","strength":4,"motivation":5,"trainingSessions":3,
                 "startedOn":"2026-01-01"}"""
                    .formatted(Desk.DEPARTMENT))
            .get("id")
            .asString();
    endpoints
        .with(
            "POST /api/v1/enquiries/{id}/answer",
            "{\"outcome\":\"ADVISED\",\"answeredAt\":\"2026-03-02T10:00:00Z\"}")
        .with("POST /api/v1/sample-departments/{id}/end", "{\"endedOn\":\"2026-02-01\"}")
        .with(
            "POST /api/v1/sample-departments/{id}/incentives",
            "{\"kind\":\"PUBLIC_CREDIT\",\"pieces\":1,\"givenOn\":\"2026-02-01\"}");
    String stranger = "IL.SOUTH.A0070.D1";
    assertThat(strangers.tellingStrangers("/api/v1/suggestions/{", suggestion, stranger)).isEmpty();
    assertThat(strangers.tellingStrangers("/api/v1/enquiries/{", enquiry, stranger)).isEmpty();
    assertThat(strangers.tellingStrangers("/api/v1/screenings/runs/{", run, stranger)).isEmpty();
    assertThat(strangers.tellingStrangers("/api/v1/sample-departments/{", sample, stranger))
        .isEmpty();
    desk.ok(
        desk.post(
            Desk.NATIONAL,
            "sample-departments/" + sample + "/end",
            "{\"endedOn\":\"2026-02-01\"}",
            1));
  }

  private static String id(Desk desk, String path, String body, String family) {
    return desk.created(Desk.WORKER, path, body.formatted(family)).get("id").asString();
  }

  @Test
  void noEndpointTakesAFieldThatIsNotItsOwn() {
    assertThat(new EndpointAttacks(endpoints).takingUnknownFields()).isEmpty();
  }

  @Test
  void noEndpointTakesADayThatIsFarAway() {
    assertThat(new EndpointAttacks(endpoints).takingFarDays()).isEmpty();
  }

  @Test
  void noAddressAnswersAMethodThatNoRuleNames() {
    assertThat(new EndpointAttacks(endpoints).answeringOtherMethods()).isEmpty();
  }
}
