package org.retzef.family;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of the service as a client makes them; what identifies a person is made up. */
public final class Calls {

  private static final JsonMapper JSON = new JsonMapper();

  private final WebTestClient http;

  public Calls(WebTestClient http) {
    this.http = http;
  }

  public static String token(String subject, String unit, String role) {
    return TestTokens.token(subject, unit, role);
  }

  /** Registers a family of three in a department and returns its id. */
  public String family(String department) {
    return registered(department).get("id").asString();
  }

  /** As {@link #family}, with all that the registration answers. */
  public JsonNode registered(String department) {
    String worker = token("registrar", department, "family-social-worker");
    String family = Requests.family(Map.of("IL.SOUTH.A2630.D1", department));
    return body(post(worker, "/families", family), 201);
  }

  public WebTestClient.ResponseSpec get(String token, String path) {
    return send(HttpMethod.GET, token, path, null, null, null);
  }

  public WebTestClient.ResponseSpec post(String token, String path, String body) {
    return send(HttpMethod.POST, token, path, body, null, null);
  }

  /** As {@link #post}, under an idempotency key of the caller's. */
  public WebTestClient.ResponseSpec postOnce(String token, String path, String body, String key) {
    return send(HttpMethod.POST, token, path, body, null, key);
  }

  /**
   * @param version what the caller saw, for {@code If-Match}; null to leave it out
   */
  public WebTestClient.ResponseSpec change(
      HttpMethod method, String token, String path, @Nullable String body, @Nullable Long version) {
    return send(method, token, path, body, version == null ? null : "\"" + version + "\"", null);
  }

  private WebTestClient.ResponseSpec send(
      HttpMethod method,
      String token,
      String path,
      @Nullable String body,
      @Nullable String eTag,
      @Nullable String key) {
    var request =
        http.method(method)
            .uri("/api/v1" + path)
            .headers(
                headers -> {
                  headers.setBearerAuth(token);
                  if (eTag != null) {
                    headers.setIfMatch(eTag);
                  }
                  if (key != null) {
                    headers.set("Idempotency-Key", key);
                  }
                });
    return body == null
        ? request.exchange()
        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
  }

  /** The body of an answer that must have this status. */
  public static JsonNode body(WebTestClient.ResponseSpec answer, int status) {
    byte[] body =
        answer.expectStatus().isEqualTo(status).expectBody().returnResult().getResponseBody();
    return JSON.readTree(body == null ? new byte[] {'{', '}'} : body);
  }

  public static String idOf(WebTestClient.ResponseSpec created) {
    return UUID.fromString(body(created, 201).get("id").asString()).toString();
  }

  /** The code of a refusal. */
  public static String code(WebTestClient.ResponseSpec answer, int status) {
    return body(answer, status).get("code").asString();
  }

  /** The faults of a refused body, as {@code field:code}. */
  public static java.util.List<String> faults(WebTestClient.ResponseSpec answer) {
    return body(answer, 400)
        .get("errors")
        .valueStream()
        .map(fault -> fault.get("field").asString() + ":" + fault.get("code").asString())
        .toList();
  }
}
