package org.retzef.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Call;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Somebody at a desk with a token, for the flow tests. */
public final class Desk {

  public static final String DEPARTMENT = "IL.SOUTH.A2630.D1";

  private final WebTestClient http;
  private final String token;

  private Desk(WebTestClient http, String token) {
    this.http = http;
    this.token = token;
  }

  public static Desk worker(WebTestClient http) {
    return of(http, "worker-1", DEPARTMENT, "family-social-worker");
  }

  public static Desk head(WebTestClient http) {
    return of(http, "head-1", DEPARTMENT, "department-head");
  }

  public static Desk basketManager(WebTestClient http) {
    return of(http, "basket-1", "IL", "basket-manager");
  }

  public static Desk vendor(WebTestClient http, String code) {
    return new Desk(
        http,
        TestTokens.of("vendor-client").unit("IL").roles("vendor").claim("vendor", code).signed());
  }

  public static Desk of(WebTestClient http, String subject, String unit, String... roles) {
    return new Desk(http, TestTokens.token(subject, unit, roles));
  }

  public WebTestClient.ResponseSpec get(String path) {
    return send(HttpMethod.GET, path, null, null, null);
  }

  public WebTestClient.ResponseSpec post(String path, String body) {
    return send(HttpMethod.POST, path, body, null, UUID.randomUUID().toString());
  }

  /** Upon the version that the caller saw; null for none. */
  public WebTestClient.ResponseSpec post(
      String path, @Nullable String body, @Nullable String eTag) {
    return send(HttpMethod.POST, path, body, eTag, UUID.randomUUID().toString());
  }

  public WebTestClient.ResponseSpec patch(String path, String body, @Nullable String eTag) {
    return send(HttpMethod.PATCH, path, body, eTag, null);
  }

  public WebTestClient.ResponseSpec send(
      HttpMethod method,
      String path,
      @Nullable String body,
      @Nullable String eTag,
      @Nullable String key) {
    return new Call(method, "/api/v1" + path, token, body, eTag, key).at(http);
  }

  /** With a new key. */
  public WebTestClient.ResponseSpec sendFile(String path, String type, String content) {
    return http.post()
        .uri("/api/v1" + path)
        .headers(
            headers -> {
              headers.setBearerAuth(token);
              headers.set("Idempotency-Key", UUID.randomUUID().toString());
            })
        .contentType(MediaType.parseMediaType(type))
        .bodyValue(content.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .exchange();
  }

  public JsonNode read(String path) {
    return Answers.json(shown(path));
  }

  private EntityExchangeResult<byte[]> shown(String path) {
    var answer = Patiently.ask(() -> get(path));
    answer.assertWithDiagnostics(() -> assertThat(answer.getStatus().value()).isEqualTo(200));
    return answer;
  }

  /** The ETag that a GET of this path shows now. */
  public String eTag(String path) {
    return Objects.requireNonNull(shown(path).getResponseHeaders().getETag());
  }

  /** Enrols a new family by event and waits for its basket; answers the basket's id. */
  public String opensABasket(String track) {
    UUID family = UUID.randomUUID();
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(enrolled(family, UUID.randomUUID(), track, "2026-01-15", 1));
    }
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30)) // the first call of all waits for the service's document
        .until(() -> read("/baskets?familyId=" + family).get("items"), found -> !found.isEmpty())
        .get(0)
        .get("id")
        .asString();
  }

  public static TestEvent enrolled(
      UUID family, UUID enrolment, String track, String startDate, int version) {
    return TestEvent.of(
        "org.retzef.family.enrolled.v1",
        family.toString(),
        version,
        """
        {"familyId":"%s","enrolmentId":"%s","unit":"%s","programme":"NOSHMIM","track":"%s",
         "status":"ACTIVE","startDate":"%s"}
        """
            .formatted(family, enrolment, DEPARTMENT, track, startDate));
  }

  /** Asks for one thing; answers the request's id. */
  public String asks(String basketId, String amount) {
    return Answers.id(post("/baskets/" + basketId + "/requests", request(amount)));
  }

  /** As if family-service had told of these long ago; for tests that are not about the news. */
  public static void knowsUnits(DatabaseClient database, String... units) {
    database
        .sql(
            """
            insert into known_unit (unit) select unnest(:units::text[])::ltree
            on conflict do nothing
            """)
        .bind("units", units)
        .then()
        .block();
  }

  public static String request(String amount) {
    return """
        {"aspect": "BASIC_NEEDS",
         "items": [{"category": "HOUSEHOLD_EQUIPMENT", "description": "מקרר", "amount": "%s"}]}
        """
        .formatted(amount);
  }

  public WebTestClient.ResponseSpec decides(String requestId, String decision) {
    return post("/requests/" + requestId + "/decisions", decision, eTag("/requests/" + requestId));
  }
}
