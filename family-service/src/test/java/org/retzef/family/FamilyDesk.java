package org.retzef.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.TestTokens;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caseworker's desk: what the tests of several features do with families, over HTTP. */
public final class FamilyDesk {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final WebTestClient http;
  private final String token;

  private FamilyDesk(WebTestClient http, String token) {
    this.http = http;
    this.token = token;
  }

  /** Of a social worker of the department in {@link Requests}. */
  public static FamilyDesk ofWorker(WebTestClient http) {
    return of(http, Requests.DEPARTMENT, "family-social-worker");
  }

  public static FamilyDesk of(WebTestClient http, String unit, String role) {
    return new FamilyDesk(http, TestTokens.token("user-" + role, unit, role));
  }

  public Answer get(String path) {
    return send(HttpMethod.GET, path, null, null, null);
  }

  public Answer post(String path, String body) {
    return send(HttpMethod.POST, path, body, null, null);
  }

  public Answer post(String path, String body, long version) {
    return send(HttpMethod.POST, path, body, "\"" + version + "\"", null);
  }

  public Answer patch(String path, String body, long version) {
    return send(HttpMethod.PATCH, path, body, "\"" + version + "\"", null);
  }

  public Answer send(
      HttpMethod method,
      String path,
      @Nullable String body,
      @Nullable String ifMatch,
      @Nullable String key) {
    var request =
        http.method(method)
            .uri("/api/v1/" + path)
            .headers(headers -> headers.setBearerAuth(token))
            .headers(headers -> set(headers, HttpHeaders.IF_MATCH, ifMatch))
            .headers(headers -> set(headers, "Idempotency-Key", key));
    var exchange =
        body == null
            ? request.exchange()
            : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    return Answer.of(exchange.expectBody().returnResult());
  }

  /** Sends a file to be imported. */
  public Answer upload(String query, String type, String file) {
    return upload(query, type, file.getBytes(StandardCharsets.UTF_8), null);
  }

  public Answer upload(String query, String type, byte[] file) {
    return upload(query, type, file, null);
  }

  public Answer upload(String query, String type, String file, String key) {
    return upload(query, type, file.getBytes(StandardCharsets.UTF_8), key);
  }

  private Answer upload(String query, String type, byte[] file, @Nullable String key) {
    return Answer.of(
        http.post()
            .uri("/api/v1/family-imports" + query)
            .headers(headers -> headers.setBearerAuth(token))
            .headers(headers -> set(headers, "Idempotency-Key", key))
            .contentType(MediaType.parseMediaType(type))
            .bodyValue(file)
            .exchange()
            .expectBody()
            .returnResult());
  }

  private static void set(HttpHeaders headers, String name, @Nullable String value) {
    if (value != null) {
      headers.set(name, value);
    }
  }

  /** Registers the family of {@link Requests}; gives its id. */
  public String registered() {
    return registered(Requests.family());
  }

  public String registered(String request) {
    return post("families", request).expect(201).text("id");
  }

  /** The id of a member of a family, by relation and place in the list. */
  public String member(String family, String relation, int nth) {
    return get("families/" + family)
        .expect(200)
        .body()
        .get("members")
        .valueStream()
        .filter(member -> member.get("relation").asString().equals(relation))
        .skip(nth)
        .findFirst()
        .orElseThrow()
        .get("id")
        .asString();
  }

  /** Somebody joins a family in its first version. */
  public String joined(String family, String request) {
    return post("families/" + family + "/members", request, 1).expect(201).text("id");
  }

  /** The ids of who was in the household on a day. */
  public List<String> membersOn(String family, String day) {
    return get("families/" + family + "/members?asOf=" + day)
        .expect(200)
        .body()
        .get("items")
        .valueStream()
        .map(member -> member.get("id").asString())
        .toList();
  }

  public List<String> headsOn(String family, String day) {
    return get("families/" + family + "?asOf=" + day)
        .expect(200)
        .body()
        .get("members")
        .valueStream()
        .filter(member -> member.get("relation").asString().equals("HEAD"))
        .map(member -> member.get("id").asString())
        .toList();
  }

  public String singleParentOn(String family, String day) {
    return get("families/" + family + "?asOf=" + day).expect(200).text("singleParent");
  }

  public static String unknownId() {
    return UUID.randomUUID().toString();
  }

  /** An answer with its body read. */
  public record Answer(int status, HttpHeaders headers, String content) {

    static Answer of(EntityExchangeResult<byte[]> result) {
      byte[] bytes = result.getResponseBody();
      return new Answer(
          result.getStatus().value(),
          result.getResponseHeaders(),
          bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8));
    }

    public Answer expect(int expected) {
      assertThat(status).as(content).isEqualTo(expected);
      return this;
    }

    public Answer refuses(int expected, String code) {
      expect(expected);
      assertThat(text("code")).isEqualTo(code);
      return this;
    }

    public Answer faults(String... fieldsAndCodes) {
      refuses(400, "invalid-input");
      assertThat(
              body()
                  .get("errors")
                  .valueStream()
                  .map(fault -> fault.get("field").asString() + ": " + fault.get("code").asString())
                  .toList())
          .containsExactlyInAnyOrder(fieldsAndCodes);
      return this;
    }

    public JsonNode body() {
      return JSON.readTree(content);
    }

    /** Of a problem; empty where it is none. */
    public String code() {
      return body().path("code").asString("");
    }

    /** A value of the body by its JSON pointer without the first slash: {@code members/0/id}. */
    public String text(String pointer) {
      return body().at("/" + pointer).asString();
    }

    public long version() {
      return Long.parseLong(headers.getETag().replace("\"", ""));
    }
  }
}
