package org.retzef.platform.testing;

import java.util.List;
import java.util.Objects;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service answered, as JSON. */
public final class Answers {

  private static final JsonMapper JSON = new JsonMapper();

  private Answers() {}

  /** The body of an answer that must have this status; of none, an object without fields. */
  public static JsonNode json(ResponseSpec answer, int status) {
    byte[] body =
        answer.expectStatus().isEqualTo(status).expectBody().returnResult().getResponseBody();
    return body == null ? JSON.createObjectNode() : JSON.readTree(body);
  }

  public static JsonNode json(ResponseSpec answer) {
    return json(answer.expectBody().returnResult());
  }

  public static JsonNode json(EntityExchangeResult<byte[]> answer) {
    return JSON.readTree(Objects.requireNonNull(answer.getResponseBody()));
  }

  /** The id of what the request made. */
  public static String id(ResponseSpec created) {
    return json(created, 201).get("id").asString();
  }

  /** The code of a refusal. */
  public static String code(ResponseSpec refusal, int status) {
    return json(refusal, status).get("code").asString();
  }

  public static void refused(ResponseSpec answer, int status, String code) {
    answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
  }

  /** The faults of bad input, each as {@code field code}. */
  public static List<String> faults(ResponseSpec answer) {
    return json(answer, 400)
        .get("errors")
        .valueStream()
        .map(fault -> fault.get("field").asString() + " " + fault.get("code").asString())
        .toList();
  }
}
