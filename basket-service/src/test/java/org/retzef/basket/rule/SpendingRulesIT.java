package org.retzef.basket.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.request;
import static org.retzef.basket.AskedBasket.today;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a rule of spending asks of a request: a purpose, a goal, and no more than its cap. */
@RetzefIT
class SpendingRulesIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @Test
  void holdsAFamilyToPurposesGoalAndCapAndSaysWhatIsLeft() {
    AskedBasket basket = AskedBasket.openedIn("IL.SOUTH.A2630.D9", http, database);
    Answers.id(
        basket
            .manager()
            .post(
                "/spending-rules",
                """
                {"code": "HEALTH_YEARLY", "validFrom": "%s", "category": "HEALTH",
                 "unit": "%s", "purposes": ["DENTAL", "GLASSES"], "cap": "1000.00",
                 "windowMonths": 12, "needsGoal": true}
                """
                    .formatted(today(), basket.department())));
    String path = basket.path() + "/requests";
    assertThat(Answers.faults(basket.worker().post(path, health("900.00", null, false))))
        .containsExactlyInAnyOrder("goalId goal-needed", "items[0].purpose purpose-not-covered");
    Answers.id(basket.worker().post(path, health("900.00", "DENTAL", true)));
    basket
        .worker()
        .post(path, health("100.01", "GLASSES", true))
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("cap-reached")
        .jsonPath("$.detail")
        .value(
            detail ->
                assertThat((String) detail).contains("HEALTH_YEARLY", "1000.00", "12", "100.00"));
    Answers.id(basket.worker().post(path, health("100.00", "GLASSES", true)));
    basket.head().post("/spending-rules", "{}").expectStatus().isForbidden();
    assertThat(basket.auditor().read("/rule-changes?limit=200").toString())
        .contains("HEALTH_YEARLY");
  }

  private static String health(String amount, String purpose, boolean goal) {
    return """
        {"aspect": "BASIC_NEEDS", "goalId": %s,
         "items": [{"category": "HEALTH", "purpose": %s, "description": "x", "amount": "%s"}]}
        """
        .formatted(
            goal ? "\"" + UUID.randomUUID() + "\"" : "null",
            purpose == null ? "null" : "\"" + purpose + "\"",
            amount);
  }

  /** The months are counted back from today, and a day begins when it does in Israel. */
  @Test
  void countsWhatWasAskedForWithinTheWindowAndNothingOlder() {
    AskedBasket basket = AskedBasket.openedIn("IL.SOUTH.A2630.D15", http, database);
    Desk manager = basket.manager();
    String rule =
        Answers.id(
            manager.post(
                "/spending-rules",
                """
                {"code": "THERAPY_YEARLY", "validFrom": "%s", "category": "THERAPY",
                 "unit": "%s", "cap": "1000.00", "windowMonths": 12}
                """
                    .formatted(today(), basket.department())));
    String old = basket.asks("THERAPY", "1000.00");
    Instant begin = today().minusMonths(12).atStartOfDay(ZoneId.of("Asia/Jerusalem")).toInstant();
    wasAsked(old, begin);
    Answers.refused(
        basket.worker().post(basket.path() + "/requests", request("THERAPY", "0.01")),
        409,
        "cap-reached");
    wasAsked(old, begin.minusSeconds(1));
    basket.asks("THERAPY", "1000.00");
    Answers.refused(
        basket.worker().post(basket.path() + "/requests", request("THERAPY", "0.01")),
        409,
        "cap-reached");
    String path = "/spending-rules/" + rule;
    assertThat(
            Answers.faults(
                manager.patch(
                    path, "{\"validUntil\": \"%s\"}".formatted(today().minusDays(1)), "\"1\"")))
        .containsExactly("validUntil period-ends-before-it-begins");
    wasMadeYesterday(rule);
    manager
        .patch(path, "{\"validUntil\": \"%s\"}".formatted(today().minusDays(1)), "\"1\"")
        .expectStatus()
        .isOk();
    basket.asks("THERAPY", "0.01");
  }

  private void wasAsked(String request, Instant when) {
    database
        .sql("update basket_request set submitted_at = :when where id = :id")
        .bind("when", when)
        .bind("id", UUID.fromString(request))
        .then()
        .block();
  }

  private void wasMadeYesterday(String rule) {
    database
        .sql("update spending_rule set valid_from = valid_from - 1 where id = :id")
        .bind("id", UUID.fromString(rule))
        .then()
        .block();
  }

  @Test
  void refusesARuleThatNamesNothingOrIsThereAlready() {
    Desk manager = AskedBasket.opened(http).manager();
    String rule =
        """
        {"code": "TWICE", "validFrom": "%s", "category": "%s", "cap": "1.00", "windowMonths": %s}
        """;
    assertThat(
            Answers.faults(
                manager.post(
                    "/spending-rules", rule.formatted(today().minusDays(1), "NOTHING", "null"))))
        .containsExactlyInAnyOrder(
            "category category-unknown", "validFrom date-in-past", "windowMonths cap-needs-window");
    Answers.id(manager.post("/spending-rules", rule.formatted(today().plusDays(900), "FOOD", "1")));
    Answers.refused(
        manager.post("/spending-rules", rule.formatted(today().plusDays(900), "FOOD", "1")),
        409,
        "rule-exists");
  }

  @Test
  void twentyRequestsAtOnceNeverPassACap() throws Exception {
    AskedBasket basket = AskedBasket.opened(http);
    Answers.id(
        basket
            .manager()
            .post(
                "/spending-rules",
                """
                {"code": "ENRICHMENT_HALF_YEAR", "validFrom": "%s", "category": "ENRICHMENT",
                 "cap": "500.00", "windowMonths": 6}
                """
                    .formatted(today())));
    List<Integer> statuses =
        Race.of(
            20,
            i ->
                Patiently.ask(
                        () ->
                            basket
                                .worker()
                                .post(basket.path() + "/requests", request("ENRICHMENT", "100.00")))
                    .getStatus()
                    .value());
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(5);
    assertThat(statuses).containsOnly(201, 409);
  }
}
