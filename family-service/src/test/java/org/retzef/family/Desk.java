package org.retzef.family;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Call;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Somebody at a desk with a token, for the flow tests. */
public final class Desk {

  public static final String DEPARTMENT = Requests.DEPARTMENT;
  public static final String OTHER_DEPARTMENT = "IL.SOUTH.A0031.D1";

  private final WebTestClient http;
  private final String subject;
  private final String token;

  private Desk(WebTestClient http, String subject, String token) {
    this.http = http;
    this.subject = subject;
    this.token = token;
  }

  public static Desk worker(WebTestClient http) {
    return of(http, "worker-1", DEPARTMENT, "family-social-worker");
  }

  public static Desk head(WebTestClient http) {
    return of(http, "head-1", DEPARTMENT, "department-head");
  }

  /** A social worker of another department. */
  public static Desk stranger(WebTestClient http) {
    return of(http, "stranger-1", OTHER_DEPARTMENT, "family-social-worker");
  }

  public static Desk of(WebTestClient http, String subject, String unit, String... roles) {
    return new Desk(http, subject, TestTokens.token(subject, unit, roles));
  }

  /**
   * A partner organisation's client with an agreement; asked twice, there is one.
   *
   * @param scopes one after the other, of the agreement and of the token
   */
  public static Desk agreedPartner(WebTestClient http, String code, String scopes) {
    of(http, "ministry", "IL", "national-manager")
        .post(
            "/partner-agreements",
            """
            {"partner":"%s","nameHe":"עמותה","legalBasis":"CONTRACT","scopes":["%s"],
             "validFrom":"2020-01-01"}
            """
                .formatted(code, scopes.replace(" ", "\",\"")));
    return partner(http, code, scopes);
  }

  /** A partner organisation's client. */
  public static Desk partner(WebTestClient http, String code, String scope) {
    return new Desk(
        http,
        code + "-client",
        TestTokens.of(code + "-client")
            .unit("IL")
            .roles("partner")
            .claim("partner", code)
            .claim("scope", scope)
            .signed());
  }

  public String subject() {
    return subject;
  }

  public WebTestClient.ResponseSpec get(String path) {
    return send(HttpMethod.GET, path, null, null, null);
  }

  public WebTestClient.ResponseSpec post(String path, String body) {
    return send(HttpMethod.POST, path, body, null, UUID.randomUUID().toString());
  }

  /** Upon the version that the caller saw; null for none. */
  public WebTestClient.ResponseSpec post(String path, String body, @Nullable String eTag) {
    return send(HttpMethod.POST, path, body, eTag, null);
  }

  public WebTestClient.ResponseSpec patch(String path, String body, @Nullable String eTag) {
    return send(HttpMethod.PATCH, path, body, eTag, null);
  }

  public WebTestClient.ResponseSpec delete(String path, @Nullable String eTag) {
    return send(HttpMethod.DELETE, path, null, eTag, null);
  }

  public WebTestClient.ResponseSpec send(
      HttpMethod method,
      String path,
      @Nullable String body,
      @Nullable String eTag,
      @Nullable String key) {
    return new Call(method, "/api/v1" + path, token, body, eTag, key).at(http);
  }

  /** A file of JSON lines. */
  public WebTestClient.ResponseSpec upload(String path, String file) {
    return upload(path, MediaType.APPLICATION_NDJSON, file);
  }

  public WebTestClient.ResponseSpec upload(String path, MediaType type, String file) {
    return http.post()
        .uri("/api/v1" + path)
        .headers(headers -> headers.setBearerAuth(token))
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(type)
        .bodyValue(file)
        .exchange();
  }

  public JsonNode read(String path) {
    return Answers.json(get(path).expectStatus().isOk());
  }

  /** Registers a family and answers its id. */
  public String registers() {
    return Answers.id(post("/families", Requests.family()));
  }

  /** The same, of other people each time, who can be enrolled. */
  public String registersOthers() {
    return Answers.id(post("/families", Requests.ofOthers()));
  }

  /** Transfers a family from one department to another, which accepts it. */
  public static void moves(WebTestClient http, String family, String from, String to) {
    String transfer =
        Answers.id(
            of(http, "head-of-" + from, from, "department-head")
                .post("/families/" + family + "/transfers", "{\"unit\":\"%s\"}".formatted(to)));
    of(http, "head-of-" + to, to, "department-head")
        .post("/transfers/" + transfer + "/answer", "{\"decision\":\"ACCEPT\"}", "\"1\"")
        .expectStatus()
        .isOk();
  }

  /** Enrols the family: a change that any case worker of its department may make. */
  public WebTestClient.ResponseSpec enrols(String family) {
    return post(
        "/families/" + family + "/enrolments", "{\"track\":\"MAPA\",\"startDate\":\"2026-01-01\"}");
  }
}
