package org.retzef.training.course;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts courses on offer and reads them, over HTTP. */
record CourseDesk(WebTestClient http, DatabaseClient database) {

  static final String TRAINING = TestTokens.token("t-1", "IL", "training-manager");
  static final String SOUTH = TestTokens.token("t-2", "IL.SOUTH", "training-manager");

  private static final JsonMapper JSON = new JsonMapper();

  static String course(String unit) {
    return """
    {"unit": "%s", "nameHe": "קורס יסוד", "language": "he", "audience": ["SOCIAL_WORKER"], "hours": 20}
    """
        .formatted(unit);
  }

  long count() {
    return database
        .sql("select count(*) as courses from course")
        .map(row -> row.get("courses", Long.class))
        .one()
        .block();
  }

  WebTestClient.ResponseSpec get(String token, String uri) {
    return http.get().uri(uri).headers(headers -> headers.setBearerAuth(token)).exchange();
  }

  WebTestClient.ResponseSpec post(String token, String body) {
    return post(token, body, UUID.randomUUID().toString());
  }

  WebTestClient.ResponseSpec post(String token, String body, String key) {
    return http.post()
        .uri("/api/v1/courses")
        .headers(headers -> headers.setBearerAuth(token))
        .header("Idempotency-Key", key)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  String idOf(WebTestClient.ResponseSpec response) {
    byte[] body = response.expectStatus().isCreated().expectBody().returnResult().getResponseBody();
    return JSON.readTree(body).get("id").asString();
  }

  List<String> idsOnAllPages(String token) {
    List<String> ids = new ArrayList<>();
    String next = "/api/v1/courses?limit=2";
    while (next != null) {
      JsonNode page = JSON.readTree(get(token, next).expectBody().returnResult().getResponseBody());
      page.get("items").forEach(course -> ids.add(course.get("id").asString()));
      JsonNode cursor = page.get("next");
      next = cursor.isNull() ? null : "/api/v1/courses?limit=2&cursor=" + cursor.asString();
    }
    return ids;
  }
}
