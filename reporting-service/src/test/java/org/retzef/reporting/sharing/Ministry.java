package org.retzef.reporting.sharing;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The national manager, who agrees with partners; and partners, who read. */
public record Ministry(WebTestClient http) {

  public static final String MANAGER = TestTokens.token("manager-1", "IL", "national-manager");

  /** So many families are told of to those {@link #inside} the ministry, and no fewer. */
  public static final int FEWEST_INSIDE = 5;

  public static final String ANALYST = TestTokens.token("analyst-1", "IL", "data-analyst");

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> STAGES =
      List.of("LEGAL", "INFORMATION_SYSTEMS", "DATA_RESEARCH", "PILOT", "LIVE");

  /** A partner's program. */
  public static String partner(String code) {
    return TestTokens.of(code)
        .unit("IL")
        .roles("partner")
        .claim("partner", code)
        .claim("scope", "shared-sets:read")
        .signed();
  }

  /** By law, everything, for the whole country; to be changed by a test. */
  public static ObjectNode terms(String partner) {
    ObjectNode terms = JSON.createObjectNode();
    terms
        .put("partner", partner)
        .put("audience", "POLICY_MAKERS")
        .put("legalBasis", "LAW")
        .put("unit", "IL.SOUTH")
        .put("place", "AUTHORITY")
        .put("validFrom", "2020-01-01")
        .put("validUntil", LocalDate.now(ZoneId.of("Asia/Jerusalem")).plusYears(5).toString());
    ObjectNode answers = terms.putObject("answers");
    for (String yes : List.of("pooled", "sharedAccess", "wholePicture", "returned")) {
      answers.put(yes, true);
    }
    answers.put("throughBureau", false).put("processedOnly", false);
    terms.putArray("fields").add("PLACE").add("PROGRAMME").add("HEAD_AGE");
    terms.putArray("ageBands").add(0).add(25).add(45).add(65);
    return terms;
  }

  /** The same of one authority, for the ministry's own management. */
  public static ObjectNode inside(String partner, String authority) {
    ObjectNode terms = terms(partner).put("audience", "MANAGEMENT").put("unit", authority);
    terms.withObject("answers").put("wholePicture", false);
    return terms;
  }

  /** An agreement that is live, on these terms. */
  public void agreesLive(String code, ObjectNode terms) {
    propose(code, terms, 201);
    STAGES.forEach(stage -> move(code, stage, 200));
  }

  public JsonNode propose(String code, ObjectNode terms, int expected) {
    ObjectNode body = JSON.createObjectNode().put("code", code);
    body.set("terms", terms);
    return send("POST", "/api/v1/sharing-agreements", MANAGER, body, null, expected);
  }

  public JsonNode change(String code, ObjectNode terms) {
    return send("PUT", path(code) + "/terms", MANAGER, terms, eTag(code), 200);
  }

  public JsonNode move(String code, String stage, int expected) {
    return send(
        "POST", path(code) + "/stage", MANAGER, Map.of("stage", stage), eTag(code), expected);
  }

  public JsonNode rotate(String code, int overlapDays) {
    return send(
        "POST",
        path(code) + "/key-rotation",
        MANAGER,
        Map.of("overlapDays", overlapDays),
        eTag(code),
        200);
  }

  public JsonNode credentials(String code) {
    return credentials(code, 201);
  }

  public JsonNode credentials(String code, int expected) {
    return send("POST", path(code) + "/credentials", MANAGER, null, null, expected);
  }

  public void withdrawCredentials(String code) {
    String eTag = "\"" + get(path(code) + "/credentials", MANAGER, 200).get("version") + "\"";
    send("DELETE", path(code) + "/credentials", MANAGER, null, eTag, 204);
  }

  public JsonNode get(String uri, String token, int expected) {
    return send("GET", uri, token, null, null, expected);
  }

  public String eTag(String code) {
    return "\"" + get(path(code), MANAGER, 200).get("version").asLong() + "\"";
  }

  private static String path(String code) {
    return "/api/v1/sharing-agreements/" + code;
  }

  public JsonNode send(
      String method,
      String uri,
      String token,
      @Nullable Object body,
      @Nullable String ifMatch,
      int expected) {
    var request =
        http.method(HttpMethod.valueOf(method))
            .uri(uri)
            .headers(
                headers -> {
                  headers.setBearerAuth(token);
                  if (ifMatch != null) {
                    headers.setIfMatch(ifMatch);
                  }
                });
    EntityExchangeResult<byte[]> answer =
        (body == null
                ? request
                : request
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(JSON.writeValueAsString(body)))
            .exchange()
            .expectStatus()
            .isEqualTo(expected)
            .expectBody()
            .returnResult();
    byte[] content = answer.getResponseBody();
    return content == null || content.length == 0
        ? JSON.createObjectNode()
        : JSON.readTree(Objects.requireNonNull(content));
  }
}
