package org.retzef.basket.serviceplan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * A plan is begun once for a year, says all that it lacks, and on what it is founded (B19, B20,
 * B22).
 */
@RetzefIT
class PlanDraftIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Authority authority;

  @BeforeEach
  void open() {
    authority = new Authority(http, database);
  }

  @Test
  void anAuthorityHasOnePlanForAYear() {
    String plan = authority.begins(2025);
    assertThat(authority.head.eTag(plan)).isEqualTo("\"1\"");
    Answers.refused(authority.asksFor(2025), 409, "service-plan-exists");
    authority.begins(2026);
    assertThat(Answers.faults(authority.asksFor(1999))).containsExactly("year year-invalid");
    Desk inDepartment = Desk.of(http, "head-9", authority.unit + ".D1", "department-head");
    String body = "{\"unit\": \"%s\", \"year\": 2027}";
    assertThat(Answers.faults(inDepartment.post("/service-plans", body.formatted(authority.unit))))
        .as("not above one's own unit")
        .containsExactly("unit unit-unknown");
    Desk.knowsUnits(database, authority.unit + ".D1");
    assertThat(
            Answers.faults(
                authority.head.post("/service-plans", body.formatted(authority.unit + ".D1"))))
        .containsExactly("unit unit-not-authority");
    assertThat(
            Answers.faults(authority.head.post("/service-plans", body.formatted("IL.SOUTH.A6999"))))
        .containsExactly("unit unit-unknown");
    JsonNode first = authority.head.read("/service-plans?limit=1");
    assertThat(first.get("items").findValuesAsString("year")).containsExactly("2025");
    assertThat(
            authority
                .head
                .read("/service-plans?limit=1&cursor=" + first.get("next").asString())
                .get("items")
                .findValuesAsString("year"))
        .containsExactly("2026");
    assertThat(authority.head.read("/service-plans?year=2026&status=DRAFT").get("items"))
        .hasSize(1);
    assertThat(authority.head.read("/service-plans?status=CLOSED").get("items")).isEmpty();
  }

  @Test
  void allThatAPlanLacksIsSaidInTheReadersLanguage() {
    String plan = authority.begins(2025);
    authority.saves(plan, 1, "{\"status\": \"DONE\", \"entries\": []}").expectStatus().isOk();
    Answers.refused(authority.submits(plan), 409, "service-plan-not-ready");
    assertThat(saidIn("en", plan))
        .isEqualTo(
            "Nobody can decide on the plan yet. Station 2 is open. Station 3 is open. Station 4 is"
                + " open. Station 5 is open. The plan has no services. The community budget of the"
                + " year is not set yet. Nobody is listed as consulted.");
    assertThat(saidIn("he", plan)).contains("תחנה 2 פתוחה. תחנה 3 פתוחה.", "לא נרשם במי נועצו.");
    assertThat(saidIn("ar", plan)).contains("المحطة 2 مفتوحة.", "لم يُسجل مع من تم التشاور.");
    authority.prepares(plan);
    authority.fund(plan, "100000.00");
    String service = authority.adds(plan, Authority.item(false, "99000.01"));
    assertThat(saidIn("en", plan))
        .as("the services and the reserve of 1,000")
        .contains("100000.01 ILS, more than the community budget, 100000.00 ILS");
    Authority.put(authority.head, plan + "/items/" + service, Authority.item(false, "99000.00"))
        .expectStatus()
        .isOk();
    JsonNode mix = authority.head.read(plan).get("mix");
    assertThat(mix.get("reserve").asString()).as("a line of its own").isEqualTo("1000.00");
    assertThat(mix.get("total").asString()).isEqualTo("100000.00");
    authority.submits(plan).expectStatus().isCreated();
  }

  private String saidIn(String language, String plan) {
    var answer =
        http.post()
            .uri("/api/v1" + plan + "/submission")
            .headers(
                headers -> {
                  headers.setBearerAuth(
                      TestTokens.token("planner-1", authority.unit, "department-head"));
                  headers.setIfMatch(authority.head.eTag(plan));
                  headers.set(HttpHeaders.ACCEPT_LANGUAGE, language);
                })
            .exchange();
    return Answers.json(answer.expectStatus().isEqualTo(409)).get("detail").asString();
  }

  /** B19, B20, B22. */
  @Test
  void aForecastSaysOutOfWhomAndAMeasureInWhatFromWhereToWhereUntilWhen() {
    String plan = authority.begins(2025);
    String wrong =
        """
        {"forecasts": [{"year": 2030, "age": "FROM_75", "people": 900, "source": "אגף אסטרטגיה"}],
         "measures": [{"name": "בדידות", "field": "MEANING"}],
         "consulted": [{"party": "HEALTH", "way": "FOCUS_GROUP", "on": "2999-01-01"}]}
        """;
    assertThat(Answers.faults(authority.head.patch(plan, wrong, authority.head.eTag(plan))))
        .containsExactlyInAnyOrder(
            "forecasts[0].base required",
            "measures[0].unit required",
            "measures[0].source required",
            "measures[0].baseline required",
            "measures[0].target required",
            "measures[0].targetOn required",
            "consulted[0].on date-in-future");
    String right =
        """
        {"forecasts": [{"year": 2030, "age": "FROM_75", "people": 900,
                        "base": "EXISTING_RESIDENTS_ONLY", "source": "אגף אסטרטגיה"}],
         "findings": [{"what": "מטופלים במחלקה", "people": 89, "source": "המחלקה",
                       "on": "2023-05-01"}],
         "measures": [{"name": "חשים בדידות", "field": "MEANING", "unit": "percent",
                       "source": "סקר", "baseline": 30.5, "target": %s, "targetOn": "2026-12-31"}]}
        """;
    assertThat(
            Answers.faults(
                authority.head.patch(plan, right.formatted("1E+99"), authority.head.eTag(plan))))
        .containsExactly("measures[0].target number-invalid");
    authority
        .head
        .patch(plan, right.formatted("25"), authority.head.eTag(plan))
        .expectStatus()
        .isOk();
    String reserve = "{\"reserve\": \"5.00\"}";
    authority.head.patch(plan, reserve, authority.head.eTag(plan)).expectStatus().isOk();
    JsonNode grounds = authority.supervisor.read(plan).get("grounds");
    assertThat(grounds.at("/forecasts/0/base").asString()).isEqualTo("EXISTING_RESIDENTS_ONLY");
    assertThat(grounds.at("/findings/0/people").asInt()).isEqualTo(89);
    assertThat(grounds.at("/measures/0/baseline").decimalValue()).isEqualByComparingTo("30.5");
    assertThat(grounds.get("consulted")).isEmpty();
  }
}
