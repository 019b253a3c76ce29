package org.retzef.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.AccessMatrix;
import org.retzef.platform.testing.EndpointAttacks;
import org.retzef.platform.testing.RequiredFields;
import org.retzef.platform.testing.RetzefIT;
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

  private AccessMatrix matrix;

  @BeforeEach
  void readTheService() {
    matrix = new AccessMatrix(service, http);
  }

  @Test
  void everyEndpointHasItsRuleAndEveryRuleItsEndpoint() {
    assertThat(matrix.gaps())
        .as("there only where a provider calls back; see HttpSmsIT")
        .containsExactly("POST /sms/callbacks is a rule without an endpoint");
  }

  @Test
  void everyRoleIsLetInExactlyWhereTheTableSaysSo() {
    assertThat(matrix.wrongCells()).isEmpty();
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
    matrix
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
    ourOwn()
        .forEach(
            (resource, id) ->
                telling.addAll(
                    matrix.tellingStrangers("/api/v1/" + resource + "/{", id, OTHER_DEPARTMENT)));
    assertThat(telling).isEmpty();
  }

  /** One of each kind of thing that a unit has, with its id. */
  private Map<String, String> ourOwn() {
    Desk worker = Desk.worker(http);
    Desk head = Desk.head(http);
    Desk manager = Desk.basketManager(http);
    String basket = worker.opensABasket("NOSHMIM_ROUTINE");
    String refused = worker.asks(basket, "1.00");
    head.decides(refused, "{\"decision\":\"REJECT\",\"reasonCode\":\"NOT_IN_PLAN\"}")
        .expectStatus()
        .isCreated();
    String appeal =
        Desk.id(
            worker.post(
                "/appeals",
                "{\"requestId\":\"%s\",\"ground\":\"FACTS_WRONG\"}".formatted(refused)));
    String request = worker.asks(basket, "900.00");
    head.decides(request, "{\"decision\":\"APPROVE\"}").expectStatus().isCreated();
    String vendor = worker.read("/vendors").get("items").get(0).get("id").asString();
    String voucher =
        Desk.id(
            worker.post(
                "/requests/" + request + "/vouchers", "{\"vendorId\":\"%s\"}".formatted(vendor)));
    String freeze =
        Desk.id(
            manager.post(
                "/approval-freezes",
                """
                {"unit": "%s", "firstDay": "2999-01-01", "lastDay": "2999-01-31", "reason": "YEAR_END"}
                """
                    .formatted(Desk.DEPARTMENT)));
    return Map.of(
        "baskets",
        basket,
        "requests",
        request,
        "vouchers",
        voucher,
        "appeals",
        appeal,
        "approval-freezes",
        freeze,
        "loans",
        loanOf(basket),
        "service-plans",
        servicePlan(),
        "receipts",
        receiptOf(voucher));
  }

  private String servicePlan() {
    Desk.knowsUnits(database, "IL.SOUTH.A2630");
    return Desk.id(
        Desk.of(http, "planner-1", "IL.SOUTH.A2630", "department-head")
            .post("/service-plans", "{\"unit\": \"IL.SOUTH.A2630\", \"year\": 2099}"));
  }

  /**
   * Behind the doors: what makes them is told elsewhere, and all that counts here is their unit.
   */
  private String loanOf(String basket) {
    return inserted(
        """
        insert into loan (id, family_id, unit, principal, instalments, first_due_on, granted_on,
                          granted_by)
        select uuidv7(), family_id, unit, 100, 1, current_date, current_date, 'x'
          from basket where id = :id
        """,
        basket);
  }

  private String receiptOf(String voucher) {
    return inserted(
        """
        insert into receipt (id, voucher_id, request_id, basket_id, family_id, unit, categories,
                             status, token_hash, created_at, expires_at)
        select uuidv7(), voucher.id, request_id, basket.id, family_id, unit, '{FOOD}', 'EXPIRED',
               sha256(voucher.id::text::bytea), now(), now()
          from voucher
          join basket_request request on request.id = request_id
          join basket on basket.id = basket_id
         where voucher.id = :id
        """,
        voucher);
  }

  private String inserted(String sql, String of) {
    return database
        .sql(sql + " returning id::text as id")
        .bind("id", UUID.fromString(of))
        .map(row -> row.get("id", String.class))
        .one()
        .block();
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
    assertThat(new EndpointAttacks(matrix).takingUnknownFields()).isEmpty();
  }

  @Test
  void everyFieldThatMustBeThereSaysSo() {
    assertThat(new RequiredFields(service).notAskedFor()).isEmpty();
  }

  @Test
  void noEndpointTakesAControlCharacterInAQuestion() {
    assertThat(new EndpointAttacks(matrix).takingControlsInQuestions()).isEmpty();
  }

  @Test
  void noEndpointTakesADayThatIsFarAway() {
    assertThat(new EndpointAttacks(matrix).takingFarDays()).isEmpty();
  }

  @Test
  void noAddressAnswersAMethodThatNoRuleNames() {
    assertThat(new EndpointAttacks(matrix).answeringOtherMethods()).isEmpty();
  }
}
