package org.retzef.family.assessment;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import org.retzef.family.Calls;
import org.retzef.platform.testing.Answers;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Steps of recording assessments and reading what is counted of them. */
final class AssessmentDesk {

  private static final JsonMapper JSON = new JsonMapper();

  private final Calls calls;

  AssessmentDesk(WebTestClient http) {
    this.calls = new Calls(http);
  }

  String assessed(String worker, String family, LocalDate day, Map<String, Object> answers) {
    return Answers.id(assess(worker, family, day, answers));
  }

  WebTestClient.ResponseSpec assess(
      String worker, String family, LocalDate day, Map<String, Object> answers) {
    return calls.post(worker, "/families/" + family + "/assessments", body(day, answers));
  }

  static String body(LocalDate day, Map<String, Object> answers) {
    return JSON.writeValueAsString(Map.of("assessedOn", day.toString(), "answers", answers));
  }

  static String worker(String department) {
    return Calls.token("worker-1", department, "family-social-worker");
  }

  String declared(String token, String unit, LocalDate from, LocalDate to) {
    return Answers.id(
        calls.post(token, "/units/" + unit + "/emergency-overlays", overlay(from, to)));
  }

  static String overlay(LocalDate from, LocalDate to) {
    return "{\"name\": \"מגפה\", \"form\": \"EMERGENCY_2020\", \"from\": \"%s\", \"to\": %s}"
        .formatted(from, to == null ? null : "\"" + to + "\"");
  }

  JsonNode summary(String token, String unit, String overlay) {
    return Answers.json(calls.get(token, summaryPath(unit, overlay)), 200);
  }

  static String summaryPath(String unit, String overlay) {
    return "/units/%s/assessments/summary?from=%s&to=%s%s"
        .formatted(
            unit, today().minusDays(60), today(), overlay == null ? "" : "&overlay=" + overlay);
  }

  static JsonNode field(JsonNode summary, String field) {
    return summary
        .get("fields")
        .valueStream()
        .filter(count -> count.get("field").asString().equals(field))
        .findFirst()
        .orElseThrow();
  }

  static Map<String, Long> codes(JsonNode summary, String field) {
    return field(summary, field)
        .get("codes")
        .valueStream()
        .collect(
            Collectors.toMap(
                code -> code.get("code").asString(), code -> code.get("numerator").asLong()));
  }

  static long denominator(JsonNode summary, String field) {
    return field(summary, field).get("denominator").asLong();
  }

  /** Asked each time: a day may begin while the tests run. */
  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  }
}
