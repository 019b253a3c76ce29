package org.retzef.family;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Call;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Calls of the service as a client makes them; what identifies a person is made up. */
public final class Calls {

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
    return Answers.json(post(worker, "/families", family), 201);
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
    return new Call(method, "/api/v1" + path, token, body, eTag, key).at(http);
  }
}
