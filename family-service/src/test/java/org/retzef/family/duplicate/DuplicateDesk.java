package org.retzef.family.duplicate;

import static org.retzef.family.duplicate.DuplicateDesk.HERE;
import static org.retzef.family.duplicate.DuplicateDesk.THERE;
import static org.retzef.family.duplicate.DuplicateDesk.family;

import java.util.concurrent.atomic.AtomicInteger;
import org.retzef.family.registration.NationalIds;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Registers families and asks who is alike, over HTTP. */
record DuplicateDesk(WebTestClient http) {

  static final String HERE = "IL.SOUTH.A0246.D1";
  static final String THERE = "IL.SOUTH.A1031.D1";
  static final String WORKER = TestTokens.token("worker-5", HERE, "family-social-worker");
  static final String STRANGER = TestTokens.token("worker-6", THERE, "family-social-worker");

  private static final JsonMapper JSON = new JsonMapper();
  private static final AtomicInteger NUMBERS = new AtomicInteger(70_000_000);

  JsonNode duplicates(String token, String id) {
    byte[] body =
        send(HttpMethod.GET, token, "/" + id + "/duplicates", null)
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JSON.readTree(body).get("items");
  }

  String registered(String token, String family) {
    byte[] body =
        send(HttpMethod.POST, token, "", family)
            .expectStatus()
            .isCreated()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JSON.readTree(body).get("id").asString();
  }

  WebTestClient.ResponseSpec send(HttpMethod method, String token, String path, String body) {
    var request =
        http.method(method)
            .uri("/api/v1/families" + path)
            .headers(headers -> headers.setBearerAuth(token));
    return body == null
        ? request.exchange()
        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
  }

  static String idNumber() {
    return NationalIds.of(NUMBERS.getAndIncrement());
  }

  static String family(
      String unit, String given, String family, String id, String born, String phone) {
    return """
        {"unit": "%s", "preferredLanguage": "he", "phone": "%s",
         "address": {"street": "הדקל %s", "city": "נתיבות"},
         "members": [{"givenName": "%s", "familyName": "%s", "nationalId": %s,
                      "birthDate": "%s", "sex": "UNKNOWN", "relation": "HEAD"}]}
        """
        .formatted(
            unit,
            phone,
            phone.substring(5),
            given,
            family,
            id == null ? "null" : '"' + id + '"',
            born);
  }
}
