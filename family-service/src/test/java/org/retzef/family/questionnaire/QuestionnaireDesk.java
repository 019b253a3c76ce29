package org.retzef.family.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.retzef.family.Calls;
import org.retzef.platform.testing.Answers;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Steps of publishing, handing out and answering questionnaires. */
final class QuestionnaireDesk {

  private static final String DEPARTMENT = "IL.SOUTH.A1054.D1";
  private static final String NATIONAL = Calls.token("n-1", "IL", "national-manager");

  static final String QUESTIONS =
      """
      {"fields": [
        {"code": "helped", "type": "YES_NO", "labelHe": "האם נעזרת", "required": true},
        {"code": "satisfaction", "type": "RATING", "labelHe": "שביעות רצון"}],
       "indicators": [{"code": "HELPED", "field": "helped", "options": ["true"]}]}
      """;

  private final Calls calls;

  QuestionnaireDesk(WebTestClient http) {
    this.calls = new Calls(http);
  }

  String published(String audience) {
    String id = Answers.id(calls.post(NATIONAL, "/questionnaires", draft(audience, QUESTIONS)));
    calls
        .change(HttpMethod.POST, NATIONAL, "/questionnaires/" + id + "/publication", null, 1L)
        .expectStatus()
        .isCreated();
    return id;
  }

  static String draft(String audience, String questions) {
    return """
        {"audience": "%s", "mode": "ROUTINE", "nameHe": "סקר", "definition": %s}
        """
        .formatted(audience, questions);
  }

  String handedOut(String token, String id, String to) {
    return Answers.id(calls.post(token, "/questionnaires/" + id + "/distributions", handOut(to)));
  }

  static String handOut(String to) {
    return "{\"unit\": \"%s\", %s}".formatted(DEPARTMENT, to);
  }

  WebTestClient.ResponseSpec answer(
      String token, String id, String distribution, String target, String answers) {
    return calls.post(
        token, "/questionnaires/" + id + "/responses", body(distribution, target, answers));
  }

  static String body(String distribution, String target, String answers) {
    return "{\"distributionId\": \"%s\", \"target\": %s, \"language\": \"ar\", \"answers\": %s}"
        .formatted(distribution, target == null ? null : "\"" + target + "\"", answers);
  }

  JsonNode responses(String token, String id, String query) {
    return Answers.json(calls.get(token, "/questionnaires/" + id + "/responses" + query), 200);
  }

  static void assertRate(JsonNode summary, long numerator, long denominator, String percent) {
    JsonNode rate = summary.get("rate");
    assertThat(rate.get("numerator").asLong()).isEqualTo(numerator);
    assertThat(rate.get("denominator").asLong()).isEqualTo(denominator);
    assertThat(rate.get("percent").toString()).isEqualTo(percent);
  }

  static String json(List<String> texts) {
    return "[\"" + String.join("\", \"", texts) + "\"]";
  }
}
