package org.retzef.training.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.Calls;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class KnowledgeFlowIT {

  private static final String WORKER =
      TestTokens.token("w-1", "IL.SOUTH.A2630.D1", "family-social-worker");
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));

  @Autowired private WebTestClient http;

  @Test
  void givesAWorkerAlwaysTheVersionThatIsInForceOnTheDay() {
    Calls calls = new Calls(http);
    publish(calls, TODAY, "ראשונה", 201);
    JsonNode next = publish(calls, TODAY.plusDays(7), "שנייה", 201);
    assertThat(next.get("number").asInt()).isEqualTo(2);
    String uri = "/api/v1/knowledge-items/REMOTE_HOME_VISIT";
    assertThat(titleOn(calls, uri)).isEqualTo("ראשונה");
    assertThat(titleOn(calls, uri + "?asOf=" + TODAY.plusDays(6))).isEqualTo("ראשונה");
    assertThat(titleOn(calls, uri + "?asOf=" + TODAY.plusDays(7))).isEqualTo("שנייה");
    Answers.refused(
        calls.send(WORKER, HttpMethod.GET, uri + "?asOf=" + TODAY.minusDays(1), null),
        404,
        "knowledge-item-not-found");
    JsonNode guides = calls.get(WORKER, "/api/v1/knowledge-items?asOf=" + TODAY.plusDays(8));
    assertThat(guides.get("items").toString()).contains("שנייה").doesNotContain("ראשונה");
  }

  @Test
  void changesNoVersionThatWasInForce() {
    Calls calls = new Calls(http);
    publish(calls, TODAY.plusDays(3), "א", 201, "PAST_IS_PAST");
    for (LocalDate day : new LocalDate[] {TODAY.minusDays(1), TODAY.plusDays(3)}) {
      JsonNode refused = publish(calls, day, "ב", 400, "PAST_IS_PAST");
      assertThat(refused.get("errors").toString()).contains("version-day-over");
    }
  }

  private String titleOn(Calls calls, String uri) {
    return calls.get(WORKER, uri).get("titleHe").asString();
  }

  private static JsonNode publish(Calls calls, LocalDate day, String title, int status) {
    return publish(calls, day, title, status, "REMOTE_HOME_VISIT");
  }

  private static JsonNode publish(
      Calls calls, LocalDate day, String title, int status, String code) {
    return calls.post(
        Calls.TRAINING,
        "/api/v1/knowledge-items",
        """
        {"code": "%s", "phase": "EMERGENCY_ROUTINE", "validFrom": "%s", "titleHe": "%s", "textHe": "שורה\\nשורה"}
        """
            .formatted(code, day, title),
        status);
  }
}
