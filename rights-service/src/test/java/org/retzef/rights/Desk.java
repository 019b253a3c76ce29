package org.retzef.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Call;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Short ways to call the service in tests. */
public final class Desk {

  public static final String DEPARTMENT = "IL.SOUTH.A2630.D1";
  public static final String WORKER = token("worker-1", DEPARTMENT, "family-social-worker");
  public static final String STRANGER =
      token("worker-2", "IL.SOUTH.A0070.D1", "family-social-worker");
  public static final String HEAD = token("head-1", DEPARTMENT, "department-head");
  public static final String NATIONAL = token("national-1", "IL", "national-manager");
  public static final String EDITOR = token("editor-1", "IL", "rights-editor");
  public static final String OTHER_EDITOR = token("editor-2", "IL", "rights-editor");

  private final WebTestClient http;

  public Desk(WebTestClient http) {
    this.http = http;
  }

  public static String token(String subject, String unit, String role) {
    return TestTokens.token(subject, unit, role);
  }

  public WebTestClient.ResponseSpec get(String token, String path) {
    return http.get()
        .uri("/api/v1/" + path)
        .headers(headers -> headers.setBearerAuth(token))
        .exchange();
  }

  public WebTestClient.ResponseSpec post(String token, String path, String body) {
    return send(HttpMethod.POST, token, path, body, null);
  }

  /** As {@link #post}, upon the version that the caller saw. */
  public WebTestClient.ResponseSpec post(String token, String path, String body, long version) {
    return send(HttpMethod.POST, token, path, body, "\"" + version + "\"");
  }

  public WebTestClient.ResponseSpec send(
      HttpMethod method, String token, String path, String body, String version) {
    return new Call(method, "/api/v1/" + path, token, body, version, null).at(http);
  }

  public JsonNode created(String token, String path, String body) {
    return Answers.json(post(token, path, body), 201);
  }

  public JsonNode accepted(String token, String path, String body) {
    return Answers.json(post(token, path, body), 202);
  }

  public JsonNode ok(WebTestClient.ResponseSpec response) {
    return Answers.json(response, 200);
  }

  public JsonNode read(String token, String path) {
    return ok(get(token, path));
  }

  /** All items of a list, page by page. */
  public List<JsonNode> all(String token, String path) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = read(token, path + (path.contains("?") ? "" : "?") + cursor);
      page.get("items").forEach(items::add);
      JsonNode next = page.get("next");
      cursor = next.isNull() ? null : "&cursor=" + next.asString();
    }
    return items;
  }

  /** Refused as bad input, with these fields and codes: {@code validTo date-before-start}. */
  public void invalid(WebTestClient.ResponseSpec response, String... faults) {
    assertThat(Answers.faults(response)).contains(faults);
  }
}
