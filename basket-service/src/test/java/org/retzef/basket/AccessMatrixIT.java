package org.retzef.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessMatrix;
import org.retzef.platform.testing.EndpointAttacks;
import org.retzef.platform.testing.RequiredFields;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.ServiceEndpoints;
import org.retzef.platform.testing.StrangersAsking;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class AccessMatrixIT {

  private static final String OTHER_DEPARTMENT = "IL.SOUTH.A0070.D1";

  @Autowired private ApplicationContext service;
  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private ServiceEndpoints endpoints;

  @BeforeEach
  void readTheService() {
    endpoints = new ServiceEndpoints(service, http);
  }

  @Test
  void everyEndpointHasItsRuleAndEveryRuleItsEndpoint() {
    assertThat(new AccessMatrix(endpoints).gaps())
        .as("there only where a provider calls back; see HttpSmsIT")
        .containsExactly("POST /sms/callbacks is a rule without an endpoint");
  }

  @Test
  void everyRoleIsLetInExactlyWhereTheTableSaysSo() {
    assertThat(new AccessMatrix(endpoints).wrongCells()).isEmpty();
  }

  @Test
  void whatNoRuleNamesDoesNotAnswer() {
    for (HttpMethod method : List.of(HttpMethod.DELETE, HttpMethod.PUT, HttpMethod.OPTIONS)) {
      assertThat(statusOf(method, "/api/v1/budgets")).as("%s", method).isEqualTo(403);
    }
    assertThat(statusOf(HttpMethod.GET, "/api/v1/nothing")).isEqualTo(403);
  }

  @Test
  void whatIsAnotherUnitsLooksLikeNothingAtEveryEndpoint() {
    String today = LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString();
    endpoints
        .with("POST /api/v1/baskets/{basketId}/requests", Desk.request("1.00"))
        .with(
            "POST /api/v1/baskets/{id}/adjustments",
            "{\"direction\":\"INCREASE\",\"amount\":\"1.00\",\"reasonCode\":\"MORE_NEED\"}")
        .with("PATCH /api/v1/requests/{id}", "{\"status\":\"WITHDRAWN\"}")
        .with(
            "POST /api/v1/loans/{id}/repayments",
            "{\"amount\":\"1.00\",\"paidOn\":\"%s\"}".formatted(today))
        .with("PUT /api/v1/service-plans/{id}/community-budget", "{\"amount\":\"1.00\"}")
        .with("PATCH /api/v1/approval-freezes/{id}", "{\"lastDay\":\"2999-01-01\"}")
        .with(
            "POST /api/v1/vouchers/{id}/invoice",
            "{\"number\":\"1\",\"amount\":\"1.00\",\"issuedOn\":\"%s\"}".formatted(today));
    List<String> telling = new ArrayList<>();
    new OneOfEach(http, database)
        .ids()
        .forEach(
            (resource, id) ->
                telling.addAll(
                    new StrangersAsking(endpoints)
                        .tellingStrangers("/api/v1/" + resource + "/{", id, OTHER_DEPARTMENT)));
    assertThat(telling).isEmpty();
  }

  private int statusOf(HttpMethod method, String path) {
    return http.method(method)
        .uri(path)
        .headers(
            headers -> headers.setBearerAuth(TestTokens.token("basket-1", "IL", "basket-manager")))
        .exchange()
        .returnResult(Void.class)
        .getStatus()
        .value();
  }

  @Test
  void noEndpointTakesAFieldThatIsNotItsOwn() {
    assertThat(new EndpointAttacks(endpoints).takingUnknownFields()).isEmpty();
  }

  @Test
  void everyFieldThatMustBeThereSaysSo() {
    assertThat(new RequiredFields(service).notAskedFor()).isEmpty();
  }

  @Test
  void noEndpointTakesAControlCharacterInAQuestion() {
    assertThat(new EndpointAttacks(endpoints).takingControlsInQuestions()).isEmpty();
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
