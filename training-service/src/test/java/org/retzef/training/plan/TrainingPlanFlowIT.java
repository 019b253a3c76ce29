package org.retzef.training.plan;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
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
    post("IL.JERUSALEM", PLAN).expectStatus().isNotFound();
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
