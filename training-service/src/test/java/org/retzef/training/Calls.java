package org.retzef.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of the service, in few words. */
public final class Calls {

  public static final String TRAINING = TestTokens.token("t-1", "IL", "training-manager");
  public static final String STRANGER =
      TestTokens.token("c-9", "IL.JERUSALEM", "district-coordinator");

  private static final JsonMapper JSON = new JsonMapper();

  private final WebTestClient http;

  public Calls(WebTestClient http) {
    this.http = http;
  }

  public JsonNode get(String token, String uri) {
    return json(send(token, HttpMethod.GET, uri, null), 200);
  }

  public JsonNode post(String token, String uri, String body, int status) {
    return json(send(token, HttpMethod.POST, uri, body), status);
  }

  public void refused(WebTestClient.ResponseSpec response, int status, String code) {
    assertThat(json(response, status).get("code").asString()).isEqualTo(code);
  }

  /** A body without a field is refused for this fault. */
  public void faulty(String token, String uri, String body, String field, String code) {
    JsonNode answer = post(token, uri, body, 400);
    assertThat(answer.get("errors").toString())
        .contains("\"field\":\"" + field + "\"")
        .contains("\"" + code + "\"");
  }

  /** A query is refused for this parameter. */
  public void faultyQuery(String token, String uri, String field, String code) {
    JsonNode answer = json(send(token, HttpMethod.GET, uri, null), 400);
    assertThat(answer.get("errors").toString()).contains("\"" + field + "\"", "\"" + code + "\"");
  }

  public JsonNode put(String token, String uri, long seen, String body, int status) {
    return json(change(token, HttpMethod.PUT, uri, seen, body), status);
  }

  public WebTestClient.ResponseSpec change(
      String token, HttpMethod method, String uri, long seen, String body) {
    var request =
        http.method(method)
            .uri(uri)
            .headers(headers -> headers.setBearerAuth(token))
            .header("If-Match", "\"" + seen + "\"");
    return body == null
        ? request.exchange()
        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
  }

  public WebTestClient.ResponseSpec send(String token, HttpMethod method, String uri, String body) {
    var request =
        http.method(method)
            .uri(uri)
            .headers(
                headers -> {
                  if (token != null) {
                    headers.setBearerAuth(token);
                  }
                  if (method == HttpMethod.POST) {
                    headers.set("Idempotency-Key", UUID.randomUUID().toString());
                  }
                });
    return body == null
        ? request.exchange()
        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
  }

  public static JsonNode json(WebTestClient.ResponseSpec response, int status) {
    String body = body(response, status);
    return JSON.readTree(body == null ? "{}" : body);
  }

  public static String body(WebTestClient.ResponseSpec response, int status) {
    return response
        .expectStatus()
        .isEqualTo(status)
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }
}
