package org.retzef.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Call;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Calls of the service, in few words. */
public final class Calls {

  public static final String TRAINING = TestTokens.token("t-1", "IL", "training-manager");
  public static final String STRANGER =
      TestTokens.token("c-9", "IL.JERUSALEM", "district-coordinator");

  private final WebTestClient http;

  public Calls(WebTestClient http) {
    this.http = http;
  }

  public JsonNode get(String token, String uri) {
    return Answers.json(Call.get(token, uri).at(http), 200);
  }

  public JsonNode post(String token, String uri, String body, int status) {
    return Answers.json(Call.post(token, uri, body).at(http), status);
  }

  /** A body without a field is refused for this fault. */
  public void faulty(String token, String uri, String body, String field, String code) {
    assertThat(Answers.faults(Call.post(token, uri, body).at(http))).contains(field + " " + code);
  }

  /** A query is refused for this parameter. */
  public void faultyQuery(String token, String uri, String field, String code) {
    assertThat(Answers.faults(Call.get(token, uri).at(http))).contains(field + " " + code);
  }

  public JsonNode put(String token, String uri, long seen, String body, int status) {
    return Answers.json(change(token, HttpMethod.PUT, uri, seen, body), status);
  }

  public WebTestClient.ResponseSpec change(
      String token, HttpMethod method, String uri, long seen, String body) {
    return new Call(method, uri, token, body, "\"" + seen + "\"", null).at(http);
  }

  public WebTestClient.ResponseSpec send(String token, HttpMethod method, String uri, String body) {
    String key = method == HttpMethod.POST ? UUID.randomUUID().toString() : null;
    return new Call(method, uri, token, body, null, key).at(http);
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
