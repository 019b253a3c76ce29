package org.retzef.family.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A department's worker who registers families and searches for them. */
record SearchDesk(WebTestClient http) {

  static final String DEPARTMENT = "IL.SOUTH.A0031.D1";
  static final String WORKER = TestTokens.token("worker-3", DEPARTMENT, "family-social-worker");

  private static final AtomicInteger PEOPLE = new AtomicInteger(40_000_000);
  private static final JsonMapper JSON = new JsonMapper();

  /** For an id number that nobody else has. */
  static int nextPerson() {
    return PEOPLE.getAndIncrement();
  }

  JsonNode found(String token, String asked, String id) {
    for (JsonNode item : search(token, asked)) {
      if (item.get("id").asString().equals(id)) {
        return item;
      }
    }
    throw new AssertionError("Nothing found for " + asked);
  }

  static List<String> ids(JsonNode items) {
    List<String> ids = new ArrayList<>();
    items.forEach(item -> ids.add(item.get("id").asString()));
    return ids;
  }

  JsonNode search(String token, String asked) {
    String[] parts = asked.split("&limit=");
    byte[] body =
        http.get()
            .uri(
                uri -> {
                  uri.path("/api/v1/families").queryParam("query", "{query}");
                  if (parts.length > 1) {
                    uri.queryParam("limit", parts[1]);
                  }
                  return uri.build(parts[0]);
                })
            .headers(headers -> headers.setBearerAuth(token))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JSON.readTree(body).get("items");
  }

  String registered(String given, String family, String phone, String nationalId) {
    String body =
        """
        {"unit": "%s", "preferredLanguage": "he", "phone": "%s",
         "address": {"street": "הזית 1", "city": "אשדוד"},
         "members": [{"givenName": "%s", "familyName": "%s", "nationalId": %s,
                      "birthDate": "1980-01-31", "sex": "UNKNOWN", "relation": "HEAD"}]}
        """
            .formatted(
                DEPARTMENT,
                phone,
                given,
                family,
                nationalId == null ? "null" : '"' + nationalId + '"');
    byte[] answer =
        http.post()
            .uri("/api/v1/families")
            .headers(headers -> headers.setBearerAuth(WORKER))
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(body)
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JSON.readTree(answer).get("id").asString();
  }

  static String phone() {
    return "053%07d".formatted(PEOPLE.getAndIncrement() % 10_000_000);
  }
}
