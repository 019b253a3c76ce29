package org.retzef.family;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service as one caller and reads what it answers. */
public record Api(WebTestClient http, String token) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * @param body missing where nothing came
   */
  public record Answer(int status, HttpHeaders headers, JsonNode body) {

    public String eTag() {
      return headers.getETag();
    }

    public String text(String field) {
      return body.get(field).asString();
    }

    public String code() {
      return body.path("code").asString("");
    }

    /** Field and code of every fault of the input. */
    public String faults() {
      return body.path("errors").values().stream()
          .map(fault -> fault.get("field").asString() + " " + fault.get("code").asString())
          .sorted()
          .toList()
          .toString();
    }
  }

  public Answer get(String path) {
    return send(HttpMethod.GET, path, null, Map.of());
  }

  public Answer post(String path, String body) {
    return send(HttpMethod.POST, path, body, Map.of());
  }

  public Answer post(String path, String eTag, @Nullable String body) {
    return send(HttpMethod.POST, path, body, Map.of(HttpHeaders.IF_MATCH, eTag));
  }

  public Answer postWithKey(String path, String key, String body) {
    return send(HttpMethod.POST, path, body, Map.of("Idempotency-Key", key));
  }

  public Answer patch(String path, String eTag, String body) {
    return send(HttpMethod.PATCH, path, body, Map.of(HttpHeaders.IF_MATCH, eTag));
  }

  public Answer put(String path, String eTag, String body) {
    return send(HttpMethod.PUT, path, body, Map.of(HttpHeaders.IF_MATCH, eTag));
  }

  public Answer send(
      HttpMethod method, String path, @Nullable String body, Map<String, String> headers) {
    var request =
        http.method(method)
            .uri("/api/v1" + path)
            .headers(
                all -> {
                  all.setBearerAuth(token);
                  headers.forEach(all::set);
                });
    if (body != null) {
      String type = headers.getOrDefault(HttpHeaders.CONTENT_TYPE, "application/json");
      request.contentType(MediaType.parseMediaType(type)).bodyValue(body);
    }
    var result = request.exchange().expectBody().returnResult();
    byte[] bytes = result.getResponseBody();
    return new Answer(
        result.getStatus().value(),
        result.getResponseHeaders(),
        bytes == null ? JSON.createObjectNode() : JSON.readTree(bytes));
  }
}
