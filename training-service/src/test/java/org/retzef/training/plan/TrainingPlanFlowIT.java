package org.retzef.training.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.Calls;
import org.retzef.training.session.TestSessions;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class TrainingPlanFlowIT {

  private static final String PLAN =
      """
      {"unit": "IL.SOUTH", "year": 2026, "goal": 100, "seats": {"from": 10, "until": 15},
       "months": [{"month": 3, "sessions": 6}, {"month": 2, "sessions": 0}],
       "weeks": 2, "sessionsAWeek": {"from": 3, "until": 5}}
      """;

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private TestEvents events;

  @BeforeEach
  void plantUnits() {
    events = TestEvents.on("retzef.training.events");
    TestUnits.plant(database);
  }

  @AfterEach
  void hangUp() {
    events.close();
  }

  @Test
  void keepsAPlanAndForecastsItMonthByMonth() {
    URI plan =
        post("IL", PLAN)
            .expectStatus()
            .isCreated()
            .returnResult(String.class)
            .getResponseHeaders()
            .getLocation();
    get("IL.SOUTH.A2630.D1", plan)
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"forecast": {"differ": true, "needed": {"from": 7, "until": 10}, "months": [
              {"month": 2, "sessions": 0, "standing": "BELOW_GOAL"},
              {"month": 3, "sessions": 6, "seats": {"from": 60, "until": 90},
               "standing": "BELOW_GOAL"}]}}
            """);
    get("IL.JERUSALEM", plan).expectStatus().isNotFound();
    assertThat(events.await(1, "training-plan-IL.SOUTH").getFirst().json())
        .contains("\"months\":[{\"month\":3,\"sessions\":6}");
    String id = plan.getPath().substring(plan.getPath().lastIndexOf('/') + 1);
    assertThat(listed("IL.SOUTH.A2630.D1")).contains(id);
    assertThat(listed("IL.JERUSALEM")).doesNotContain(id);
    post("IL.JERUSALEM", PLAN).expectStatus().isNotFound();
  }

  private String listed(String unit) {
    return get(unit, URI.create("/api/v1/training-plans?limit=200"))
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }

  @Test
  void countsTraineesTowardsTheGoalByKindOfOrganisation() {
    var sessions = new TestSessions(http, database);
    TestUnits.plant(database, "IL.PROGRESS", "IL.PROGRESS.A1", "IL.PROGRESS.A1.D1");
    String session =
        "/api/v1/sessions/"
            + sessions.planned(sessions.course("IL"), "IL.PROGRESS.A1.D1", "REMOTE");
    var calls = new Calls(http);
    for (String organisation : List.of("DEPARTMENT", "HOSPITAL", "HOSPITAL", "VOLUNTEERS")) {
      String worker =
          TestTokens.token("p-" + UUID.randomUUID(), "IL.PROGRESS.A1.D1", "family-companion");
      calls.post(
          worker,
          session + "/registrations",
          "{\"waitIfFull\": false, \"organisation\": \"%s\"}".formatted(organisation),
          201);
    }
    database
        .sql(
            """
            with moved as (update session set starts_at = '2026-05-05T08:00:00Z'
                            where unit = 'IL.PROGRESS.A1.D1' returning id)
            update registration set attended_at = now()
             where session_id in (select id from moved) and organisation <> 'VOLUNTEERS'
            """)
        .then()
        .block();
    String plan =
        PLAN.replace("IL.SOUTH", "IL.PROGRESS")
            .replace(
                "\"weeks\"",
                "\"goals\": [{\"organisation\": \"HOSPITAL\", \"goal\": 20}], \"weeks\"");
    String id =
        calls.post(Calls.TRAINING, "/api/v1/training-plans", plan, 201).get("id").asString();
    assertThat(calls.get(Calls.TRAINING, "/api/v1/training-plans/" + id + "/progress").toString())
        .contains("\"goal\":100,\"trained\":3")
        .contains("{\"organisation\":\"DEPARTMENT\",\"goal\":null,\"trained\":1}")
        .contains("{\"organisation\":\"HOSPITAL\",\"goal\":20,\"trained\":2}")
        .doesNotContain("VOLUNTEERS");
  }

  @Test
  void namesEveryFaultOfAPlan() {
    post(
            "IL",
            PLAN.replace("\"until\": 15", "\"until\": 9").replace("\"month\": 2", "\"month\": 3"))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[?(@.field=='seats')].code")
        .isEqualTo("plan-range-invalid")
        .jsonPath("$.errors[?(@.field=='months')].code")
        .isEqualTo("month-twice");
    post("IL", PLAN.replace("\"month\": 2", "\"month\": 13")).expectStatus().isBadRequest();
    post("IL", PLAN.replace("100", "1e99")).expectStatus().isBadRequest();
  }

  private WebTestClient.ResponseSpec post(String unit, String body) {
    return http.post()
        .uri("/api/v1/training-plans")
        .headers(h -> h.setBearerAuth(TestTokens.token("t-1", unit, "training-manager")))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private WebTestClient.ResponseSpec get(String unit, URI plan) {
    return http.get()
        .uri(plan.getPath())
        .headers(h -> h.setBearerAuth(TestTokens.token("w-1", unit, "team-lead")))
        .exchange();
  }
}
